import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { NetworkInterface } from '../../kernel/origin.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../../testing/index.ts';
import { logs } from '../logs/index.ts';
import { ec2 } from './index.ts';

const writes = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' };

interface Flows {
  readonly name: string;
  readonly trafficType?: string;
  readonly statements?: readonly object[];
  readonly logFormat?: string;
  readonly trusted?: string;
}

let cloud: TestCloud;
let from: NetworkInterface;

beforeAll(async () => {
  cloud = await startTestCloud(
    (stack) => {
      const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16' });
      const subnet = stack.resource('aws:ec2/subnet:Subnet', 'subnet', { vpcId: vpc.id, cidrBlock: '10.0.1.0/24' });
      const table = stack.resource('aws:ec2/routeTable:RouteTable', 'table', { vpcId: vpc.id });
      const association = { subnetId: subnet.id, routeTableId: table.id };
      stack.resource('aws:ec2/routeTableAssociation:RouteTableAssociation', 'a', association);
      const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', 'group', {
        vpcId: vpc.id,
        egress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, prefixListIds: ['pl-63a5400a'] }],
      });
      stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', 's3', {
        vpcId: vpc.id,
        serviceName: 'com.amazonaws.us-east-1.s3',
        routeTableIds: [table.id],
      });
      from = { id: 'eni-1', vpcId: vpc.id, subnetId: subnet.id, securityGroupIds: [group.id], privateIp: '10.0.1.9' };
      flows(stack, vpc.id, { name: 'all' });
      flows(stack, vpc.id, { name: 'rejected', trafficType: 'REJECT' });
      flows(stack, vpc.id, { name: 'powerless', statements: [{ ...writes, Effect: 'Deny' }] });
      flows(stack, vpc.id, { name: 'untrusting', trusted: 'lambda.amazonaws.com' });
      flows(stack, subnet.id, { name: 'custom', logFormat: '${subnet-id} ${action} ${dstport}' });
    },
    { services: [logs, ec2] },
  );
  const state = cloud.cloud.host.state(ec2);
  state.openConnection(from, 's3.us-east-1.amazonaws.com', 443);
  state.openConnection(from, 's3.us-east-1.amazonaws.com', 80);
});
afterAll(async () => cloud.close());

function flows(
  stack: Declaration,
  resourceId: string,
  { name, trafficType = 'ALL', statements = [writes], logFormat, trusted = 'vpc-flow-logs.amazonaws.com' }: Flows,
): void {
  const group = stack.resource('aws:cloudwatch/logGroup:LogGroup', name, { name });
  const role = stack.resource('aws:iam/role:Role', name, {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: trusted }, Action: 'sts:AssumeRole' }],
    }),
  });
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  stack.resource('aws:iam/rolePolicy:RolePolicy', name, { name, role: role.id, policy });
  stack.resource('aws:ec2/flowLog:FlowLog', name, {
    ...(resourceId.startsWith('vpc-') ? { vpcId: resourceId } : { subnetId: resourceId }),
    trafficType,
    logDestination: String(group.outputs['arn']),
    iamRoleArn: String(role.outputs['arn']),
    ...(logFormat !== undefined && { logFormat }),
  });
}

async function records(group: string): Promise<readonly (readonly string[])[]> {
  const client = new CloudWatchLogsClient(cloud.deployer());
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: group }));
  return events.map(({ logStreamName = '', message = '' }) => [logStreamName, ...message.split(' ')]);
}

describe('flow logs', () => {
  test('record every connection in the default format', async () => {
    const second = String(Math.floor(cloud.clock.now() / 1000));
    const record = (port: string, action: string): readonly unknown[] => [
      'eni-1-all',
      '2',
      cloud.cloud.host.accountId,
      'eni-1',
      '10.0.1.9',
      expect.stringMatching(/^52\.92\./),
      expect.stringMatching(/^\d{5}$/),
      port,
      '6',
      '1',
      '60',
      second,
      second,
      action,
      'OK',
    ];
    expect(await records('all')).toEqual([record('443', 'ACCEPT'), record('80', 'REJECT')]);
  });

  test('may record what is rejected only, and in a format of their own', async () => {
    expect((await records('rejected')).map((record) => record.at(-2))).toEqual(['REJECT']);
    expect(await records('custom')).toEqual([
      ['eni-1-all', from.subnetId, 'ACCEPT', '443'],
      ['eni-1-all', from.subnetId, 'REJECT', '80'],
    ]);
  });

  test.each(['powerless', 'untrusting'])(
    'stay empty when their role may not write or does not trust the service: %s',
    async (name) => {
      expect(await records(name)).toEqual([]);
    },
  );
});

describe('a deployment', () => {
  test('that refers to what no stack has is refused, whole', async () => {
    const vpcs = (): number => cloud.cloud.host.state(ec2).network.vpcs.size;
    const before = vpcs();
    const dangling = cloud.deploy((stack) => {
      const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.9.0.0/16' });
      stack.resource('aws:ec2/subnet:Subnet', 'subnet', { vpcId: 'vpc-0', cidrBlock: '10.9.1.0/24' });
      stack.resource('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', 'rule', {
        securityGroupId: String(vpc.outputs['defaultSecurityGroupId']),
        ipProtocol: '-1',
        prefixListId: 'pl-0',
      });
    }, 'dangling');
    await expect(dangling).rejects.toMatchObject({
      problems: [
        { message: "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist" },
        { message: "InvalidPrefixListID.NotFound: The prefix list ID 'pl-0' does not exist" },
      ],
    });
    expect(vpcs()).toBe(before);
  });

  test('may stand on the network of another stack', async () => {
    await cloud.deploy((stack) => {
      stack.resource('aws:ec2/subnet:Subnet', 'guest', { vpcId: from.vpcId, cidrBlock: '10.0.7.0/24' });
    }, 'guest');
    expect(cloud.cloud.host.state(ec2).network.subnets.size).toBe(2);
    await expect(cloud.cloud.remove('test')).rejects.toMatchObject({
      problems: [{ message: `InvalidVpcID.NotFound: The vpc ID '${from.vpcId}' does not exist` }],
    });
  });
});

describe('endpoint policies', () => {
  test('are what the door asks for', () => {
    const state = cloud.cloud.host.state(ec2);
    const [endpoint] = [...state.network.vpcEndpoints.keys()];
    expect(state.endpointPolicy(endpoint ?? '')).toMatchObject({ type: 'Gateway', policy: { kind: 'endpoint' } });
    expect(state.endpointPolicy('vpce-0')).toBeUndefined();
  });
});
