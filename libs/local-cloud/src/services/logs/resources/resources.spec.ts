import { expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { logs } from '../index.ts';
import { LOG_GROUP } from './log-group.ts';
import { LOG_RESOURCE_POLICY } from './log-resource-policy.ts';

async function outputsOf(declare: (stack: Declaration) => void): Promise<Properties[]> {
  const cloud = await startTestCloud(undefined, { services: [logs] });
  try {
    return (await cloud.deploy(declare)).resources.map(({ outputs }) => outputs);
  } finally {
    await cloud.close();
  }
}

test('a log group has the ARN without :* and the defaults of the provider', async () => {
  const [group] = await outputsOf((stack) => void stack.resource(LOG_GROUP, 'g', { name: '/app' }));
  expect(group).toMatchObject({
    arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/app',
    retentionInDays: 0,
    logGroupClass: 'STANDARD',
    skipDestroy: false,
  });
});

test('names that begin with aws/ are reserved', async () => {
  await expect(outputsOf((stack) => void stack.resource(LOG_GROUP, 'g', { name: 'aws/x' }))).rejects.toThrow(
    /reserved for AWS/,
  );
});

const policy = (Resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'es.amazonaws.com' }, Action: 'logs:PutLogEvents', Resource }],
  });

test('a resource policy lets the service in that it names, in its region', async () => {
  const cloud = await startTestCloud(
    (stack) => {
      stack.resource(LOG_GROUP, 'g', { name: '/app' });
      stack.resource(LOG_RESOURCE_POLICY, 'p', {
        policyName: 'p',
        policyDocument: policy('arn:aws:logs:*:*:log-group:/app:*'),
      });
    },
    { services: [logs] },
  );
  const ask = (name: string, region: string, group: string) =>
    cloud.cloud.host.authorise({
      principal: {
        kind: 'service',
        name,
        sourceArn: 'arn:aws:es:us-east-1:123456789012:domain/d',
        sourceAccount: '123456789012',
      },
      region,
      permission: {
        action: 'logs:PutLogEvents',
        resource: `arn:aws:logs:${region}:123456789012:log-group:${group}:log-stream:s`,
      },
    }).verdict;
  expect(ask('es.amazonaws.com', 'us-east-1', '/app')).toBe('Allowed');
  expect(ask('delivery.logs.amazonaws.com', 'us-east-1', '/app')).toBe('ImplicitlyDenied');
  expect(ask('es.amazonaws.com', 'us-east-1', '/other')).toBe('ImplicitlyDenied');
  expect(ask('es.amazonaws.com', 'eu-west-1', '/app')).toBe('ImplicitlyDenied');
  await cloud.close();
});

test('a region takes ten resource policies of 5120 characters', async () => {
  const many = outputsOf((stack) => {
    for (let at = 0; at < 11; at++) {
      stack.resource(LOG_RESOURCE_POLICY, `p${at}`, { policyName: `p${at}`, policyDocument: policy('*') });
    }
  });
  await expect(many).rejects.toThrow(/takes 10 resource policies/);
  const long = outputsOf((stack) => {
    stack.resource(LOG_RESOURCE_POLICY, 'p', { policyName: 'p', policyDocument: policy('x'.repeat(5200)) });
  });
  await expect(long).rejects.toThrow(/LimitExceededException/);
});
