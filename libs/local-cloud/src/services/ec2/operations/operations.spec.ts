import {
  CreateVpcCommand,
  DescribeAvailabilityZonesCommand,
  DescribeFlowLogsCommand,
  DescribeInternetGatewaysCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { ec2 } from '../index.ts';

let cloud: TestCloud;
let client: EC2Client;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  const made: Record<string, string> = {};
  cloud = await startTestCloud(
    (stack) => {
      const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', {
        cidrBlock: '10.0.0.0/16',
        enableDnsHostnames: true,
        tags: { Name: 'documents', team: 'blue' },
      });
      const subnet = (name: string, cidrBlock: string, availabilityZone: string): string =>
        stack.resource('aws:ec2/subnet:Subnet', name, {
          vpcId: vpc.id,
          cidrBlock,
          availabilityZone,
          tags: { Name: name },
        }).id;
      const first = subnet('first', '10.0.1.0/24', 'us-east-1a');
      const second = subnet('second', '10.0.2.0/24', 'us-east-1b');
      const igw = stack.resource('aws:ec2/internetGateway:InternetGateway', 'igw', { vpcId: vpc.id });
      const table = stack.resource('aws:ec2/routeTable:RouteTable', 'table', {
        vpcId: vpc.id,
        routes: [{ cidrBlock: '0.0.0.0/0', gatewayId: igw.id }],
      });
      const association = { subnetId: first, routeTableId: table.id };
      stack.resource('aws:ec2/routeTableAssociation:RouteTableAssociation', 'first', association);
      const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', 'group', {
        vpcId: vpc.id,
        name: 'function',
        ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'] }],
      });
      const rule = stack.resource('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', 's3', {
        securityGroupId: group.id,
        prefixListId: 'pl-63a5400a',
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        description: 'S3 only',
        tags: { Name: 'rule' },
      });
      stack.resource('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup', 'default', { vpcId: vpc.id });
      const acl = stack.resource('aws:ec2/networkAcl:NetworkAcl', 'acl', {
        vpcId: vpc.id,
        subnetIds: [first],
        egress: [{ ruleNo: 100, action: 'allow', protocol: 'tcp', cidrBlock: '0.0.0.0/0', fromPort: 443, toPort: 443 }],
      });
      const s3 = stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', 's3', {
        vpcId: vpc.id,
        serviceName: 'com.amazonaws.us-east-1.s3',
        routeTableIds: [table.id],
        policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"*"}]}',
      });
      const kms = stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', 'kms', {
        vpcId: vpc.id,
        serviceName: 'com.amazonaws.us-east-1.kms',
        vpcEndpointType: 'Interface',
        subnetIds: [first, second],
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
      });
      const flows = stack.resource('aws:ec2/flowLog:FlowLog', 'flows', {
        vpcId: vpc.id,
        trafficType: 'ALL',
        logDestination: 'arn:aws:logs:us-east-1:123456789012:log-group:flows',
        iamRoleArn: 'arn:aws:iam::123456789012:role/flows',
      });
      for (const [name, resource] of Object.entries({ vpc, igw, table, group, rule, acl, s3, kms, flows }))
        made[name] = resource.id;
      Object.assign(made, { first, second, defaultGroup: vpc.outputs['defaultSecurityGroupId'] });
      stack.resource('aws:iam/role:Role', 'nobody', {
        name: 'nobody',
        assumeRolePolicy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      });
    },
    { services: [ec2] },
  );
  ids = made;
  client = new EC2Client(cloud.deployer());
});
afterAll(async () => cloud.close());

describe('describing', () => {
  test('the VPC and its attributes', async () => {
    expect((await client.send(new DescribeVpcsCommand({ VpcIds: [ids['vpc'] ?? ''] }))).Vpcs).toEqual([
      expect.objectContaining({
        VpcId: ids['vpc'],
        CidrBlock: '10.0.0.0/16',
        State: 'available',
        IsDefault: false,
        Tags: [
          { Key: 'Name', Value: 'documents' },
          { Key: 'team', Value: 'blue' },
        ],
      }),
    ]);
    const attribute = { VpcId: ids['vpc'], Attribute: 'enableDnsHostnames' } as const;
    expect(await client.send(new DescribeVpcAttributeCommand(attribute))).toMatchObject({
      EnableDnsHostnames: { Value: true },
    });
  });

  test('subnets', async () => {
    const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
    expect(
      Subnets.map((subnet) => [subnet.SubnetId, subnet.AvailabilityZoneId, subnet.AvailableIpAddressCount]),
    ).toEqual([
      [ids['first'], 'use1-az6', 250],
      [ids['second'], 'use1-az1', 250],
    ]);
  });

  test('route tables show local routes, declared ones and those of endpoints', async () => {
    const { RouteTables = [] } = await client.send(new DescribeRouteTablesCommand({}));
    const own = RouteTables.find((table) => table.RouteTableId === ids['table']);
    expect(
      own?.Routes?.map((route) => [route.DestinationCidrBlock ?? route.DestinationPrefixListId, route.GatewayId]),
    ).toEqual([
      ['10.0.0.0/16', 'local'],
      ['0.0.0.0/0', ids['igw']],
      ['pl-63a5400a', ids['s3']],
    ]);
    expect(own?.Associations).toEqual([expect.objectContaining({ SubnetId: ids['first'], Main: false })]);
    const main = RouteTables.find((table) => table.RouteTableId !== ids['table']);
    expect(main?.Associations).toEqual([expect.objectContaining({ Main: true })]);
  });

  test('security groups and their rules', async () => {
    const { SecurityGroups = [] } = await client.send(new DescribeSecurityGroupsCommand({}));
    expect(SecurityGroups.find((group) => group.GroupId === ids['group'])).toMatchObject({
      GroupName: 'function',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: '10.0.0.0/16' }, { CidrIp: '10.1.0.0/16' }],
        },
      ],
      IpPermissionsEgress: [
        { IpProtocol: 'tcp', PrefixListIds: [{ PrefixListId: 'pl-63a5400a', Description: 'S3 only' }] },
      ],
    });
    // The default group was adopted and emptied.
    expect(SecurityGroups.find((group) => group.GroupId === ids['defaultGroup'])).toMatchObject({
      IpPermissions: [],
      IpPermissionsEgress: [],
    });
    const byGroup = [{ Name: 'group-id', Values: [ids['group'] ?? ''] }];
    const { SecurityGroupRules = [] } = await client.send(new DescribeSecurityGroupRulesCommand({ Filters: byGroup }));
    expect(SecurityGroupRules.map((rule) => [rule.IsEgress, rule.CidrIpv4 ?? rule.PrefixListId])).toEqual([
      [false, '10.0.0.0/16'],
      [false, '10.1.0.0/16'],
      [true, 'pl-63a5400a'],
    ]);
  });

  test('network ACLs end with the rule that denies the rest', async () => {
    const { NetworkAcls = [] } = await client.send(
      new DescribeNetworkAclsCommand({ NetworkAclIds: [ids['acl'] ?? ''] }),
    );
    expect(NetworkAcls[0]?.Entries?.map((entry) => [entry.Egress, entry.RuleNumber, entry.RuleAction])).toEqual([
      [true, 100, 'allow'],
      [true, 32767, 'deny'],
      [false, 32767, 'deny'],
    ]);
    const fallback = [{ Name: 'default', Values: ['true'] }];
    const { NetworkAcls: defaults = [] } = await client.send(new DescribeNetworkAclsCommand({ Filters: fallback }));
    expect(defaults.flatMap((acl) => acl.Associations ?? []).map((each) => each.SubnetId)).toEqual([ids['second']]);
  });

  test('endpoints, their interfaces and prefix lists', async () => {
    const { VpcEndpoints = [] } = await client.send(new DescribeVpcEndpointsCommand({}));
    expect(VpcEndpoints).toEqual([
      expect.objectContaining({
        VpcEndpointId: ids['s3'],
        VpcEndpointType: 'Gateway',
        RouteTableIds: [ids['table']],
        PolicyDocument: expect.stringContaining('s3:PutObject'),
      }),
      expect.objectContaining({ VpcEndpointId: ids['kms'], VpcEndpointType: 'Interface', PrivateDnsEnabled: true }),
    ]);
    const { NetworkInterfaces = [] } = await client.send(new DescribeNetworkInterfacesCommand({}));
    expect(NetworkInterfaces.map((each) => [each.InterfaceType, each.SubnetId])).toEqual([
      ['vpc_endpoint', ids['first']],
      ['vpc_endpoint', ids['second']],
    ]);
    const named = [{ Name: 'prefix-list-name', Values: ['*.s3'] }];
    expect((await client.send(new DescribePrefixListsCommand({ Filters: named }))).PrefixLists).toEqual([
      {
        PrefixListId: 'pl-63a5400a',
        PrefixListName: 'com.amazonaws.us-east-1.s3',
        Cidrs: ['52.92.0.0/21', '3.5.0.0/22'],
      },
    ]);
    expect((await client.send(new DescribeManagedPrefixListsCommand({}))).PrefixLists).toHaveLength(2);
    const entries = await client.send(new GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-63a5400a' }));
    expect(entries.Entries?.map((entry) => entry.Cidr)).toEqual(['52.92.0.0/21', '3.5.0.0/22']);
  });

  test('flow logs, internet gateways, zones, regions and tags', async () => {
    expect((await client.send(new DescribeFlowLogsCommand({}))).FlowLogs).toEqual([
      expect.objectContaining({
        FlowLogId: ids['flows'],
        ResourceId: ids['vpc'],
        LogGroupName: 'flows',
        TrafficType: 'ALL',
      }),
    ]);
    expect((await client.send(new DescribeInternetGatewaysCommand({}))).InternetGateways).toEqual([
      expect.objectContaining({ Attachments: [{ State: 'available', VpcId: ids['vpc'] }] }),
    ]);
    const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand({}));
    expect(AvailabilityZones.map((zone) => zone.ZoneName)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter}`),
    );
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({ RegionNames: ['ap-southeast-1'] }));
    expect(Regions.map((region) => region.Endpoint)).toEqual(['ec2.ap-southeast-1.amazonaws.com']);
    const tagged = [{ Name: 'key', Values: ['Name'] }];
    const { Tags = [] } = await client.send(new DescribeTagsCommand({ Filters: tagged }));
    expect(Tags.map((tag) => [tag.ResourceType, tag.Value]).toSorted()).toEqual([
      ['security-group-rule', 'rule'],
      ['subnet', 'first'],
      ['subnet', 'second'],
      ['vpc', 'documents'],
    ]);
  });
});

describe('asking', () => {
  const subnets = async (input: object): Promise<readonly unknown[]> =>
    (await client.send(new DescribeSubnetsCommand(input))).Subnets?.map((subnet) => subnet.SubnetId) ?? [];

  test('filters narrow, values widen, wildcards match', async () => {
    const filter = (Name: string, ...Values: readonly string[]): object => ({ Filters: [{ Name, Values }] });
    expect(await subnets(filter('availability-zone', 'us-east-1a'))).toEqual([ids['first']]);
    expect(await subnets(filter('availability-zone', 'us-east-1a', 'us-east-1b'))).toHaveLength(2);
    expect(await subnets(filter('tag:Name', 'fir*'))).toEqual([ids['first']]);
    expect(await subnets(filter('tag:Missing', '*'))).toEqual([]);
    expect(await subnets(filter('vpc-id', 'vpc-0'))).toEqual([]);
    await expect(subnets(filter('colour', 'blue'))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining("The filter 'colour' is invalid"),
    });
  });

  test('what does not exist is said so', async () => {
    await expect(subnets({ SubnetIds: ['subnet-0'] })).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
      message: "The subnet ID 'subnet-0' does not exist",
    });
  });

  test('pages', async () => {
    const first = await client.send(new DescribeAvailabilityZonesCommand({}));
    expect(first.AvailabilityZones).toHaveLength(6);
    const page = await client.send(new DescribeRegionsCommand({}));
    expect(page.Regions?.length).toBeGreaterThan(10);
    const { SecurityGroupRules = [], NextToken } = await client.send(
      new DescribeSecurityGroupRulesCommand({ MaxResults: 5 }),
    );
    expect([SecurityGroupRules.length, NextToken]).toEqual([3, undefined]);
    await expect(client.send(new DescribeSubnetsCommand({ MaxResults: 2 }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(client.send(new DescribeSubnetsCommand({ NextToken: 'nonsense' }))).rejects.toMatchObject({
      name: 'InvalidPaginationToken',
    });
  });

  test('another region shows nothing of this one', async () => {
    const elsewhere = new EC2Client(cloud.deployer('ap-southeast-1'));
    expect((await elsewhere.send(new DescribeVpcsCommand({}))).Vpcs).toEqual([]);
  });

  test('a role without permission is refused', async () => {
    const role = cloud.cloud.host.partition;
    const nobody = new EC2Client(cloud.role(`arn:${role}:iam::${cloud.cloud.host.accountId}:role/nobody`));
    await expect(nobody.send(new DescribeVpcsCommand({}))).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  });

  test('making something is left to the program', async () => {
    await expect(client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).rejects.toMatchObject({
      name: 'InfrastructureIsDeclared',
      message: expect.stringContaining('CreateVpc'),
    });
  });
});
