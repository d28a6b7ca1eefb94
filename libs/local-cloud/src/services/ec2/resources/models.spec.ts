import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import type { Properties, ResourceModel } from '@palisade/local-engine';
import { Declaration } from '../testing/declaration.ts';
import { defaultSecurityGroup } from './default-security-group.ts';
import { flowLog } from './flow-log.ts';
import { resources } from './index.ts';
import { internetGateway } from './internet-gateway.ts';
import { networkAclRule } from './network-acl-rule.ts';
import { networkAcl } from './network-acl.ts';
import { routeTableAssociation } from './route-table-association.ts';
import { routeTable } from './route-table.ts';
import { route } from './route.ts';
import { securityGroupEgressRule } from './security-group-egress-rule.ts';
import { securityGroupIngressRule } from './security-group-ingress-rule.ts';
import { securityGroup } from './security-group.ts';
import { subnet } from './subnet.ts';
import { vpcEndpoint } from './vpc-endpoint.ts';
import { vpc } from './vpc.ts';

const declared = (): Declaration => new Declaration(resources);
const inVpc = (d: Declaration, cidrBlock = '10.0.0.0/16', name = 'vpc'): string => d.add(vpc, name, { cidrBlock }).id;
const attempt = (model: ResourceModel, inputs: Properties): (() => unknown) => {
  return () => declared().add(model, 'it', inputs);
};

/** Inputs enough for each model to complete a resource. */
const samples: Readonly<Record<string, Properties>> = {
  [vpc.token]: { cidrBlock: '10.0.0.0/16' },
  [subnet.token]: { vpcId: 'vpc-1', cidrBlock: '10.0.0.0/24' },
  [routeTable.token]: { vpcId: 'vpc-1' },
  [routeTableAssociation.token]: { subnetId: 'subnet-1', routeTableId: 'rtb-1' },
  [route.token]: { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' },
  [vpcEndpoint.token]: { vpcId: 'vpc-1', serviceName: 'com.amazonaws.us-east-1.s3' },
  [securityGroup.token]: { vpcId: 'vpc-1' },
  [securityGroupEgressRule.token]: { securityGroupId: 'sg-1', ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' },
  [securityGroupIngressRule.token]: { securityGroupId: 'sg-1', ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' },
  [defaultSecurityGroup.token]: { vpcId: 'vpc-1' },
  [networkAcl.token]: { vpcId: 'vpc-1' },
  [networkAclRule.token]: {
    networkAclId: 'acl-1',
    ruleNumber: 1,
    ruleAction: 'allow',
    protocol: '-1',
    cidrBlock: '0.0.0.0/0',
  },
  [flowLog.token]: {
    vpcId: 'vpc-1',
    trafficType: 'ALL',
    logDestination: 'arn:aws:logs:us-east-1:000000000000:log-group:flows',
    iamRoleArn: 'arn:aws:iam::000000000000:role/flows',
  },
};

describe('every model', () => {
  const require = createRequire(import.meta.url);

  test.each(resources.filter((model) => model.refused === undefined).map((model) => [model.token, model] as const))(
    '%s takes inputs the provider has and gives every output it gives',
    (token, model) => {
      const path = /^aws:(\w+)\/(\w+):/.exec(token);
      const source = readFileSync(require.resolve(`@pulumi/aws/${path?.[1]}/${path?.[2]}.js`), 'utf8');
      const named = (pattern: RegExp): Set<string> =>
        new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ''));
      const settable = named(/resourceInputs\["(\w+)"\] = \(?args/g);
      const computed = named(/resourceInputs\["(\w+)"\] = undefined \/\*out/g);
      const { outputs } = declared().add(model, 'sample', samples[token] ?? {});
      expect(Object.keys(model.inputs.properties).filter((name) => !settable.has(name))).toEqual([]);
      expect(model.replaceOn.filter((name) => !(name in model.inputs.properties))).toEqual([]);
      expect([...computed].filter((name) => !(name in outputs))).toEqual([]);
      expect(Object.keys(outputs).filter((name) => !settable.has(name) && !computed.has(name))).toEqual([]);
    },
  );
});

describe('Vpc', () => {
  test('has everything that comes with it', () => {
    const { id, outputs } = declared().add(vpc, 'vpc', { cidrBlock: '10.0.0.0/16' });
    expect(id).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(outputs).toMatchObject({
      arn: `arn:aws:ec2:us-east-1:000000000000:vpc/${id}`,
      defaultSecurityGroupId: expect.stringMatching(/^sg-[0-9a-f]{17}$/),
      defaultNetworkAclId: expect.stringMatching(/^acl-/),
      mainRouteTableId: expect.stringMatching(/^rtb-/),
      enableDnsSupport: true,
      enableDnsHostnames: false,
    });
  });

  test.each(['10.0.0.0/8', '10.0.0.0/29', '10.0.0.1/16', 'ten'])('refuses %s', (cidrBlock) => {
    expect(attempt(vpc, { cidrBlock })).toThrow(/Invalid/);
  });
});

describe('Subnet', () => {
  test('knows its zone by name and by id', () => {
    const d = declared();
    const vpcId = inVpc(d);
    const byName = d.add(subnet, 'a', { vpcId, cidrBlock: '10.0.0.0/24', availabilityZone: 'us-east-1b' });
    const byId = d.add(subnet, 'b', { vpcId, cidrBlock: '10.0.1.0/24', availabilityZoneId: 'use1-az3' });
    expect(byName.outputs).toMatchObject({ availabilityZone: 'us-east-1b', availabilityZoneId: 'use1-az1' });
    expect(byId.outputs).toMatchObject({ availabilityZone: 'us-east-1e', availabilityZoneId: 'use1-az3' });
    expect(d.problems()).toEqual([]);
  });

  test('refuses a zone of another region and a range that is too small', () => {
    expect(attempt(subnet, { vpcId: 'vpc-1', cidrBlock: '10.0.0.0/24', availabilityZone: 'eu-west-1a' })).toThrow(
      /availability zones: us-east-1a/,
    );
    expect(attempt(subnet, { vpcId: 'vpc-1', cidrBlock: '10.0.0.0/29' })).toThrow(
      "InvalidSubnet.Range: The CIDR '10.0.0.0/29'",
    );
  });

  test('lies inside its VPC and apart from its neighbours, whatever another VPC does', () => {
    const d = declared();
    const vpcId = inVpc(d);
    const elsewhere = inVpc(d, '10.0.0.0/16', 'elsewhere');
    d.add(subnet, 'first', { vpcId, cidrBlock: '10.0.0.0/20' });
    d.add(subnet, 'elsewhere', { vpcId: elsewhere, cidrBlock: '10.0.0.0/20' });
    expect(d.problems()).toEqual([]);
    d.add(subnet, 'overlapping', { vpcId, cidrBlock: '10.0.15.0/24' });
    d.add(subnet, 'outside', { vpcId, cidrBlock: '10.1.0.0/24' });
    expect(d.problems()).toEqual([
      "InvalidSubnet.Conflict: The CIDR '10.0.15.0/24' conflicts with another subnet",
      "InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid.",
    ]);
  });
});

describe('routes', () => {
  test('an id is made of the table and the destination', () => {
    const d = declared();
    const vpcId = inVpc(d);
    const gateway = d.add(internetGateway, 'igw', { vpcId });
    const table = d.add(routeTable, 'table', { vpcId });
    const made = d.add(route, 'r', {
      routeTableId: table.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
    expect(made.id).toBe(`r-${table.id}1080289494`);
    expect(d.problems()).toEqual([]);
    d.add(route, 'again', { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id });
    expect(d.problems()).toContain('RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.');
  });

  test('lead to internet gateways only', () => {
    const routes = [{ cidrBlock: '0.0.0.0/0', gatewayId: 'vpce-1' }];
    expect(attempt(routeTable, { vpcId: 'vpc-1', routes })).toThrow(/a gateway endpoint adds its routes itself/);
  });

  test('a subnet has one route table', () => {
    const d = declared();
    d.add(routeTableAssociation, 'one', { subnetId: 'subnet-1', routeTableId: 'rtb-1' });
    expect(d.problems()).toEqual([]);
    d.add(routeTableAssociation, 'two', { subnetId: 'subnet-1', routeTableId: 'rtb-2' });
    expect(d.problems()).toHaveLength(1);
  });
});

describe('VpcEndpoint', () => {
  const s3 = { vpcId: 'vpc-1', serviceName: 'com.amazonaws.us-east-1.s3' };
  const statement = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' };
  const policy = (principal: unknown): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Principal: principal }] });

  test('a gateway endpoint has the prefix list of its service', () => {
    expect(declared().add(vpcEndpoint, 's3', s3).outputs).toMatchObject({
      vpcEndpointType: 'Gateway',
      prefixListId: 'pl-63a5400a',
      cidrBlocks: ['52.92.0.0/21', '3.5.0.0/22'],
      state: 'available',
    });
  });

  test('an interface endpoint has network interfaces and names', () => {
    const d = declared();
    const vpcId = d.add(vpc, 'vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true }).id;
    const kms = { vpcId, serviceName: 'com.amazonaws.us-east-1.kms', vpcEndpointType: 'Interface' };
    const made = d.add(vpcEndpoint, 'kms', { ...kms, subnetIds: ['subnet-1'], privateDnsEnabled: true });
    expect(made.outputs).toMatchObject({
      networkInterfaceIds: [expect.stringMatching(/^eni-[0-9a-f]{17}$/)],
      dnsEntries: [{ dnsName: expect.stringContaining('.vpce.') }, { dnsName: 'kms.us-east-1.amazonaws.com' }],
      securityGroupIds: [expect.stringMatching(/^sg-/)],
    });
    expect(d.problems()).toEqual([]);
  });

  test.each([
    [{ ...s3, serviceName: 'com.amazonaws.us-east-1.nonsense' }, /does not exist/],
    [{ ...s3, serviceName: 'com.amazonaws.eu-west-1.s3' }, /does not exist/],
    [{ ...s3, serviceName: 'com.amazonaws.us-east-1.kms' }, /does not match available service types/],
    [{ ...s3, subnetIds: ['subnet-1'] }, /only supported for Interface/],
    [{ ...s3, privateDnsEnabled: true }, /Private DNS/],
    [{ ...s3, vpcEndpointType: 'Interface', routeTableIds: ['rtb-1'] }, /only supported for Gateway/],
    [{ ...s3, policy: policy({ AWS: 'arn:aws:iam::000000000000:role/r' }) }, /Principal must be "\*"/],
    [{ ...s3, policy: policy('*').replace('Allow', 'Maybe') }, /InvalidPolicyDocument/],
    [{ ...s3, policy: policy('*').padEnd(20_481, ' ') }, /20481 characters/],
  ])('refuses %j', (inputs, message) => {
    expect(attempt(vpcEndpoint, inputs)).toThrow(message);
  });

  test('accepts a policy for everybody, and a role in the policy of an interface endpoint', () => {
    expect(attempt(vpcEndpoint, { ...s3, policy: policy('*') })).not.toThrow();
    const role = policy({ AWS: 'arn:aws:iam::000000000000:role/r' });
    expect(attempt(vpcEndpoint, { ...s3, vpcEndpointType: 'Interface', policy: role })).not.toThrow();
  });

  test('private DNS needs both DNS attributes of the VPC', () => {
    const d = declared();
    const vpcId = inVpc(d);
    d.add(vpcEndpoint, 'kms', {
      vpcId,
      serviceName: 'com.amazonaws.us-east-1.kms',
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
    });
    expect(d.problems()).toEqual([expect.stringContaining('requires both enableDnsSupport and enableDnsHostnames')]);
  });

  test('its route tables are of its VPC, and lead to one endpoint of a service', () => {
    const d = declared();
    const vpcId = inVpc(d);
    const stranger = d.add(routeTable, 'stranger', { vpcId: inVpc(d, '10.1.0.0/16', 'other') });
    const own = d.add(routeTable, 'own', { vpcId });
    d.add(vpcEndpoint, 's3', { ...s3, vpcId, routeTableIds: [own.id] });
    expect(d.problems()).toEqual([]);
    d.add(vpcEndpoint, 'twin', { ...s3, vpcId, routeTableIds: [own.id, stranger.id] });
    expect(d.problems()).toEqual([
      `InvalidParameter: Route table ${stranger.id} and network ${vpcId} belong to different networks.`,
      `RouteAlreadyExists: route table ${own.id} already has a route with destination-prefix-list-id pl-63a5400a`,
    ]);
  });
});

describe('security groups', () => {
  const rule = { securityGroupId: 'sg-1', ipProtocol: 'tcp', fromPort: 443, toPort: 443 };

  test('a rule has exactly one peer, valid ports and a plain description', () => {
    expect(
      attempt(securityGroupEgressRule, { ...rule, prefixListId: 'pl-63a5400a', description: 'S3 only' }),
    ).not.toThrow();
    expect(attempt(securityGroupEgressRule, rule)).toThrow(/Exactly one/);
    expect(attempt(securityGroupEgressRule, { ...rule, cidrIpv4: '10.0.0.0/8', prefixListId: 'pl-1' })).toThrow(
      /Exactly one/,
    );
    expect(attempt(securityGroupEgressRule, { ...rule, cidrIpv4: '10.0.0.1/8' })).toThrow(/malformed/);
    expect(attempt(securityGroupEgressRule, { ...rule, cidrIpv4: '10.0.0.0/8', fromPort: 444 })).toThrow(/port range/);
    expect(attempt(securityGroupEgressRule, { ...rule, cidrIpv4: '10.0.0.0/8', ipProtocol: 'tls' })).toThrow(
      /Unknown protocol/,
    );
    expect(attempt(securityGroupEgressRule, { ...rule, cidrIpv4: '10.0.0.0/8', description: 'für S3' })).toThrow(
      /description/,
    );
  });

  test('the same rule twice is a duplicate', () => {
    const d = declared();
    d.add(securityGroupEgressRule, 'one', { ...rule, cidrIpv4: '10.0.0.0/8' });
    d.add(securityGroupEgressRule, 'other', { ...rule, cidrIpv4: '10.0.0.0/16' });
    expect(d.problems()).toEqual([]);
    d.add(securityGroupEgressRule, 'two', { ...rule, cidrIpv4: '10.0.0.0/8' });
    expect(d.problems()).toEqual([expect.stringContaining('InvalidPermission.Duplicate')]);
  });

  test('the default group of a VPC is adopted, not made', () => {
    const d = declared();
    const home = d.add(vpc, 'vpc', { cidrBlock: '10.0.0.0/16' });
    expect(d.add(defaultSecurityGroup, 'default', { vpcId: home.id }).id).toBe(home.outputs['defaultSecurityGroupId']);
  });

  test('a name does not look like an id', () => {
    expect(attempt(securityGroup, { vpcId: 'vpc-1', name: 'sg-mine' })).toThrow(/cannot begin with sg-/);
  });
});

describe('network ACLs', () => {
  const entry = { ruleNo: 100, action: 'allow', protocol: 'tcp', cidrBlock: '0.0.0.0/0', fromPort: 443, toPort: 443 };

  test.each([
    [{ ...entry, ruleNo: 0 }, /range \(1 - 32766\)/],
    [{ ...entry, action: 'pass' }, /expected action/],
    [{ ...entry, protocol: 'tls' }, /unsupported NACL protocol/],
    [{ ...entry, cidrBlock: '10.0.0.1/8' }, /valid CIDR/],
    [{ ...entry, protocol: '-1' }, /must both be 0/],
    [{ ...entry, fromPort: 444 }, /port range/],
  ])('refuses the rule %j', (refused, message) => {
    expect(attempt(networkAcl, { vpcId: 'vpc-1', egress: [entry] })).not.toThrow();
    expect(attempt(networkAcl, { vpcId: 'vpc-1', egress: [refused] })).toThrow(message);
  });

  test('a rule number is used once in a direction, a subnet is in one network ACL', () => {
    expect(attempt(networkAcl, { vpcId: 'vpc-1', egress: [entry], ingress: [entry] })).not.toThrow();
    expect(attempt(networkAcl, { vpcId: 'vpc-1', egress: [entry, entry] })).toThrow(/already exists/);
    const d = declared();
    d.add(networkAcl, 'one', { vpcId: 'vpc-1', subnetIds: ['subnet-1'] });
    expect(d.problems()).toEqual([]);
    d.add(networkAcl, 'two', { vpcId: 'vpc-1', subnetIds: ['subnet-1'] });
    expect(d.problems()).toEqual([expect.stringContaining('a subnet has one network ACL')]);
  });

  test('rules declared apart are checked the same way', () => {
    const apart = {
      networkAclId: 'acl-1',
      ruleNumber: 100,
      ruleAction: 'allow',
      protocol: '6',
      cidrBlock: '10.0.0.0/8',
    };
    expect(attempt(networkAclRule, { ...apart, fromPort: 443, toPort: 443 })).not.toThrow();
    expect(attempt(networkAclRule, { ...apart, ruleNumber: 40000 })).toThrow(/range/);
  });
});

describe('FlowLog', () => {
  const log = {
    vpcId: 'vpc-1',
    trafficType: 'ALL',
    logDestination: 'arn:aws:logs:us-east-1:000000000000:log-group:flows',
    iamRoleArn: 'arn:aws:iam::000000000000:role/flows',
  };

  test('needs one resource, a log group and an interval AWS knows', () => {
    expect(attempt(flowLog, log)).not.toThrow();
    expect(attempt(flowLog, { ...log, subnetId: 'subnet-1' })).toThrow(/exactly one/);
    expect(attempt(flowLog, { ...log, logDestination: 'flows' })).toThrow(/no log group ARN/);
    expect(attempt(flowLog, { ...log, maxAggregationInterval: 30 })).toThrow(/60 600/);
    expect(attempt(flowLog, { ...log, logFormat: '${srcaddr} ${tcp-flags}' })).toThrow(/\$\{tcp-flags\}/);
  });
});

describe('parts of different VPCs', () => {
  test('do not go together', () => {
    const d = declared();
    const parts = (name: string): Readonly<Record<'vpc' | 'igw' | 'table' | 'subnet' | 'group', string>> => {
      const vpcId = d.add(vpc, name, { cidrBlock: '10.0.0.0/16' }).id;
      return {
        vpc: vpcId,
        igw: d.add(internetGateway, name, { vpcId }).id,
        table: d.add(routeTable, name, { vpcId }).id,
        subnet: d.add(subnet, name, { vpcId, cidrBlock: '10.0.0.0/24' }).id,
        group: d.add(securityGroup, name, { vpcId }).id,
      };
    };
    const here = parts('here');
    const there = parts('there');
    const anywhere = '0.0.0.0/0';
    const use = (other: typeof here, name: string): void => {
      d.add(route, name, { routeTableId: other.table, destinationCidrBlock: anywhere, gatewayId: here.igw });
      d.add(routeTableAssociation, name, { routeTableId: other.table, subnetId: here.subnet });
      d.add(networkAcl, name, { vpcId: other.vpc, subnetIds: [here.subnet] });
      d.add(securityGroupEgressRule, name, {
        securityGroupId: other.group,
        referencedSecurityGroupId: here.group,
        ipProtocol: '-1',
      });
      d.add(routeTable, `${name}-inline`, { vpcId: other.vpc, routes: [{ cidrBlock: anywhere, gatewayId: here.igw }] });
    };
    use(here, 'same');
    expect(d.problems()).toEqual([]);
    use(there, 'different');
    expect(d.problems().filter((problem) => problem.includes('belong to different networks'))).toHaveLength(5);
  });
});
