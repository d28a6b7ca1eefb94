import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Declaration } from '../../testing/index.ts';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../lambda/testing/function-cloud.ts';
import { sqs } from './index.ts';
import { declareQueue, queueArn } from './testing/sqs-cloud.ts';

const sdk = createRequire(import.meta.url).resolve('@aws-sdk/client-sqs');

/** Sends with the AWS SDK as it is: it calls the address in the queue's URL. */
const files = {
  'index.js': `
const { SQSClient, SendMessageCommand } = require(${JSON.stringify(sdk)});
exports.handler = async ({ url }) => {
  try {
    const { MessageId } = await new SQSClient({ maxAttempts: 1 }).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'from code' }));
    return { sent: MessageId };
  } catch (error) { return { refused: error.name } }
};`,
};

const maySend = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn('jobs') };
const interfaces = ['Create', 'Describe', 'Delete'].map(
  (verb) => `ec2:${verb}NetworkInterface${verb === 'Describe' ? 's' : ''}`,
);
const inVpc = {
  Effect: 'Allow',
  Action: [...interfaces, 'ec2:DescribeSubnets', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
  Resource: '*',
};

/** A private subnet without any endpoint. */
function isolated(stack: Declaration) {
  const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16' });
  const subnet = stack.resource('aws:ec2/subnet:Subnet', 'subnet', { vpcId: vpc.id, cidrBlock: '10.0.1.0/24' });
  const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', 'group', {
    vpcId: vpc.id,
    egress: [{ protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] }],
  });
  return { vpcConfig: { subnetIds: [subnet.id], securityGroupIds: [group.id] } };
}

let cloud: FunctionCloud;
beforeAll(async () => {
  const timed = { timeout: 5 };
  const functions: Readonly<Record<string, FunctionDeclaration>> = {
    sender: {
      files,
      inputs: timed,
      statements: [ownLogs, maySend],
      around(stack) {
        declareQueue(stack, 'jobs');
        return {};
      },
    },
    other: { files, inputs: timed },
    private: { files, inputs: timed, statements: [ownLogs, maySend, inVpc], around: isolated },
  };
  cloud = await FunctionCloud.start(functions, [sqs]);
});
afterAll(() => cloud.close());

const send = (name: string, url: string) => cloud.invoke(name, { url });

test('function code reaches a queue by its URL, the local one and AWS’s, as its role allows', async () => {
  const urls = [`${cloud.test.endpoint}/123456789012/jobs`, 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs'];
  for (const url of urls) {
    expect((await send('sender', url)).payload).toEqual({ sent: expect.any(String) });
    expect((await send('other', url)).payload).toEqual({ refused: 'AccessDenied' });
  }
  expect(cloud.test.cloud.host.state(sqs).counts(queueArn('jobs')).visible).toBe(2);
});

test('from a subnet without an endpoint neither leads anywhere', async () => {
  const answering = send('private', `${cloud.test.endpoint}/123456789012/jobs`);
  let answered = false;
  void answering.finally(() => (answered = true));
  const step = setInterval(() => answered || cloud.test.clock.advance(1000), 200);
  const { functionError } = await answering;
  clearInterval(step);
  expect(functionError).toBe('Unhandled');
  const log = await cloud.log('/aws/lambda/private');
  expect(log.some((line) => line.includes('sqs.us-east-1.amazonaws.com'))).toBe(true);
});
