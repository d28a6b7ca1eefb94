import { createRequire } from 'node:module';
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { itemsOnlyThroughEndpoint, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import type { Declaration } from '../../../testing/index.ts';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../../lambda/testing/function-cloud.ts';
import { dynamodb } from '../index.ts';
import { RESOURCE_POLICY } from '../resources/resource-policy.ts';
import { declareRole, declareTable, document, refusal, roleArn, tableArn } from '../testing/dynamodb-cloud.ts';

/*
 * A table that only lets items pass through a VPC endpoint, used by functions with the AWS SDK on both sides of it, by a role from
 * outside and by the deployer.
 */
const require = createRequire(import.meta.url);
const work = `
const { DynamoDBClient, PutItemCommand, DescribeTableCommand } =
  require(${JSON.stringify(require.resolve('@aws-sdk/client-dynamodb'))});
const client = new DynamoDBClient({ maxAttempts: 1 });
exports.handler = async ({ describe }) => {
  try {
    if (describe) { const { Table } = await client.send(new DescribeTableCommand({ TableName: 'payments' })); return Table.TableName }
    await client.send(new PutItemCommand({ TableName: 'payments', Item: { id: { S: 'x' } } }));
    return 'stored';
  } catch (error) { return error.name }
};`;

const networks = {
  Effect: 'Allow',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};
const payments = tableArn('payments');
const mayWrite: Statement = {
  Effect: 'Allow',
  Action: ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource'],
  Resource: payments,
};

let placement: Properties = {};

/** The network, the table and its policy, declared with the first function. */
function around(stack: Declaration): Properties {
  const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true });
  const subnet = stack.resource('aws:ec2/subnet:Subnet', 'private', { vpcId: vpc.id, cidrBlock: '10.0.1.0/24' });
  const routes = stack.resource('aws:ec2/routeTable:RouteTable', 'private', { vpcId: vpc.id });
  stack.resource('aws:ec2/routeTableAssociation:RouteTableAssociation', 'private', {
    subnetId: subnet.id,
    routeTableId: routes.id,
  });
  const endpoint = stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', 'dynamodb', {
    vpcId: vpc.id,
    serviceName: 'com.amazonaws.us-east-1.dynamodb',
    routeTableIds: [routes.id],
  });
  const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', 'function', { vpcId: vpc.id });
  stack.resource('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', 'dynamodb', {
    securityGroupId: group.id,
    prefixListId: String(endpoint.outputs['prefixListId']),
    ipProtocol: 'tcp',
    fromPort: 443,
    toPort: 443,
  });
  declareRole(stack, 'outsider', mayWrite);
  declareRole(stack, 'auditor');
  declareRole(stack, 'stranger');
  declareTable(stack, 'payments', { tags: { team: 'a' } });
  const table = { partition: 'aws', region: 'us-east-1', account: DEFAULT_ACCOUNT, table: 'payments' };
  stack.resource(RESOURCE_POLICY, 'payments', {
    resourceArn: payments,
    policy: document(
      {
        Effect: 'Allow',
        Principal: { AWS: [roleArn('auditor'), roleArn('named-role')] },
        Action: ['dynamodb:DescribeTable', 'dynamodb:PutItem'],
        Resource: payments,
      },
      itemsOnlyThroughEndpoint({ ...table, endpointId: endpoint.id }),
    ),
  });
  placement = { vpcConfig: { subnetIds: [subnet.id], securityGroupIds: [group.id] } };
  return placement;
}

const declaration = (statements: readonly object[], placed?: FunctionDeclaration['around']): FunctionDeclaration => ({
  files: { 'index.js': work },
  statements: [ownLogs, ...statements],
  inputs: { timeout: 20, memorySize: 256 },
  ...(placed && { around: placed }),
});

let cloud: FunctionCloud;
const as = (role: string): DynamoDBClient => new DynamoDBClient(cloud.test.role(roleArn(role)));
const admin = (): DynamoDBClient => new DynamoDBClient(cloud.test.deployer());
const TableName = 'payments';
const Item = { id: { S: 'y' } };
const DENIED = /^AccessDeniedException: .* with an explicit deny in a resource-based policy/;

beforeAll(async () => {
  cloud = await FunctionCloud.start(
    {
      inside: declaration([networks, mayWrite], around),
      named: declaration([networks], () => placement),
      outside: declaration([mayWrite]),
    },
    [dynamodb],
  );
});
afterAll(() => cloud.close());

describe('items', () => {
  test('pass through the endpoint, and not from a function with the same permissions elsewhere', async () => {
    expect((await cloud.invoke('inside')).payload).toBe('stored');
    expect((await cloud.invoke('outside')).payload).toBe('AccessDeniedException');
  });

  test('do not pass for a role from outside, nor for the deployer', async () => {
    expect(await refusal(as('outsider').send(new PutItemCommand({ TableName, Item })))).toMatch(DENIED);
    expect(await refusal(admin().send(new GetItemCommand({ TableName, Key: Item })))).toMatch(DENIED);
  });

  test('pass for a role that only the policy of the table names', async () => {
    expect((await cloud.invoke('named')).payload).toBe('stored');
  });
});

describe('management', () => {
  test('passes from everywhere for whoever may', async () => {
    expect((await cloud.invoke('outside', { describe: true })).payload).toBe('payments');
    await as('outsider').send(new ListTagsOfResourceCommand({ ResourceArn: payments }));
    await admin().send(new DescribeTableCommand({ TableName }));
  });

  test('passes for a role that only the policy of the table names, for what it says', async () => {
    await as('auditor').send(new DescribeTableCommand({ TableName }));
    expect(await refusal(as('auditor').send(new ListTagsOfResourceCommand({ ResourceArn: payments })))).toMatch(
      /^AccessDeniedException/,
    );
    expect(await refusal(as('stranger').send(new DescribeTableCommand({ TableName })))).toMatch(
      /^AccessDeniedException/,
    );
  });

  test('and deployments pass too', async () => {
    await cloud.deploy({
      inside: declaration([networks, mayWrite], around),
      named: declaration([networks], () => placement),
      outside: declaration([mayWrite]),
    });
    await admin().send(new DescribeTableCommand({ TableName }));
  });
});
