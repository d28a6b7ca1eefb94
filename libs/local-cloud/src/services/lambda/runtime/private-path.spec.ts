import { createRequire } from 'node:module';
import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { Declaration } from '../../../testing/index.ts';
import { s3 } from '../../s3/index.ts';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../testing/function-cloud.ts';

/*
 * The whole of a private system: functions with the AWS SDK that was told nothing, a bucket that denies whatever does not come
 * through its VPC endpoint, an endpoint with a policy of its own.
 */
const require = createRequire(import.meta.url);

const store = `
const { S3Client, PutObjectCommand, GetObjectCommand } = require(${JSON.stringify(require.resolve('@aws-sdk/client-s3'))});
const client = new S3Client({ maxAttempts: 1 });
exports.handler = async ({ read, key }) => {
  const Bucket = 'documents';
  try {
    if (read) { const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key })); return await Body.transformToString() }
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: key, Body: 'content' }));
    return { stored: ETag !== undefined };
  } catch (error) { return { refused: error.name } }
};`;

const six = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
const statements = [
  ownLogs,
  { Effect: 'Allow', Action: six, Resource: '*' },
  { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: 'arn:aws:s3:::documents/*' },
];
const declaration = (around?: (stack: Declaration) => Properties): FunctionDeclaration => ({
  files: { 'index.js': store },
  statements,
  inputs: { timeout: 20, memorySize: 256 },
  ...(around && { around }),
});

let cloud: FunctionCloud;
let subnetId = '';

beforeAll(async () => {
  let placement: Properties = {};
  const insideFirst = (stack: Declaration): Properties => {
    const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true });
    const subnet = stack.resource('aws:ec2/subnet:Subnet', 'private', { vpcId: vpc.id, cidrBlock: '10.0.1.0/24' });
    const table = stack.resource('aws:ec2/routeTable:RouteTable', 'private', { vpcId: vpc.id });
    const association = { subnetId: subnet.id, routeTableId: table.id };
    stack.resource('aws:ec2/routeTableAssociation:RouteTableAssociation', 'private', association);
    const allowPut = { Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::documents/*' };
    const endpoint = stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', 's3', {
      vpcId: vpc.id,
      serviceName: 'com.amazonaws.us-east-1.s3',
      routeTableIds: [table.id],
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [allowPut] }),
    });
    const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', 'function', { vpcId: vpc.id });
    stack.resource('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', 's3', {
      securityGroupId: group.id,
      prefixListId: String(endpoint.outputs['prefixListId']),
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
    });
    const bucket = stack.resource('aws:s3/bucket:Bucket', 'documents', { bucket: 'documents', forceDestroy: true });
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::documents/*',
      Condition: { StringNotEquals: { 'aws:SourceVpce': endpoint.id } },
    };
    stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'documents', {
      bucket: bucket.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [deny] }),
    });
    subnetId = subnet.id;
    placement = { vpcConfig: { subnetIds: [subnet.id], securityGroupIds: [group.id] } };
    return placement;
  };
  cloud = await FunctionCloud.start({ inside: declaration(insideFirst), outside: declaration() }, [s3]);
});
afterAll(async () => cloud.close());

describe('a private bucket', () => {
  test('takes what a function stores through the endpoint', async () => {
    expect((await cloud.invoke('inside', { key: 'a' })).payload).toEqual({ stored: true });
    const { Body } = await new S3Client(cloud.test.deployer()).send(
      new GetObjectCommand({ Bucket: 'documents', Key: 'a' }),
    );
    expect(await Body?.transformToString()).toBe('content');
  });

  test('refuses the same from a function outside the VPC: the same permissions, another way', async () => {
    expect((await cloud.invoke('outside', { key: 'b' })).payload).toEqual({ refused: 'AccessDenied' });
  });

  test('what the endpoint’s policy does not allow is refused, though role and bucket would allow it', async () => {
    await cloud.invoke('inside', { key: 'c' });
    expect((await cloud.invoke('inside', { read: true, key: 'c' })).payload).toEqual({ refused: 'AccessDenied' });
    expect((await cloud.invoke('outside', { read: true, key: 'c' })).payload).toBe('content');
  });

  test('the function shows as a network interface of its subnet', async () => {
    const { NetworkInterfaces = [] } = await new EC2Client(cloud.test.deployer()).send(
      new DescribeNetworkInterfacesCommand({}),
    );
    expect(NetworkInterfaces).toEqual([
      expect.objectContaining({
        InterfaceType: 'lambda',
        SubnetId: subnetId,
        Description: 'AWS Lambda VPC ENI-inside',
        PrivateIpAddress: expect.stringMatching(/^10\.0\.1\./),
      }),
    ]);
  });
});
