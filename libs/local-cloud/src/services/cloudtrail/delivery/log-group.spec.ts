import { afterEach, expect, test } from '@jest/globals';
import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Declaration } from '../../../testing/index.ts';
import {
  bucketStatements,
  declareTrail,
  declareTrailBucket,
  document,
  roleArn,
  startTrailCloud,
  type TrailCloud,
} from '../testing/trail-cloud.ts';

let cloud: TrailCloud;
afterEach(() => cloud.close());

const declare =
  (actions: string[], ...more: readonly object[]) =>
  (stack: Declaration): void => {
    declareTrailBucket(stack, [...bucketStatements('audit'), ...more]);
    const group = stack.resource('aws:cloudwatch/logGroup:LogGroup', 'group', { name: '/trail' });
    const trust = document({
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    stack.resource('aws:iam/role:Role', 'role', { name: 'trail-logs', assumeRolePolicy: trust });
    stack.resource('aws:iam/rolePolicy:RolePolicy', 'role', {
      role: 'trail-logs',
      policy: document({ Effect: 'Allow', Action: actions, Resource: `${String(group.outputs['arn'])}:*` }),
    });
    declareTrail(stack, {
      cloudWatchLogsGroupArn: `${String(group.outputs['arn'])}:*`,
      cloudWatchLogsRoleArn: roleArn('trail-logs'),
    });
  };

const both = ['logs:CreateLogStream', 'logs:PutLogEvents'];

async function lines(): Promise<readonly (string | undefined)[]> {
  const client = new CloudWatchLogsClient(cloud.cloud.deployer());
  const { events = [] } = await client.send(
    new FilterLogEventsCommand({
      logGroupName: '/trail',
      logStreamNamePrefix: '123456789012_CloudTrail_us-east-1',
      filterPattern: '{ $.eventName = "ListBuckets" }',
    }),
  );
  return events.map(({ message }) => message);
}

test('events come into the log group, too, where metric filters see them', async () => {
  cloud = await startTrailCloud(declare(both));
  await cloud.s3().send(new ListBucketsCommand({}));
  await cloud.minutes(5);
  const [line = '', ...more] = await lines();
  expect(more).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({ eventName: 'ListBuckets', userIdentity: { userName: 'deployer' } });
});

test('not when the role may not write any more; the bucket gets them all the same', async () => {
  cloud = await startTrailCloud(declare(both));
  await cloud.cloud.deploy(declare(['logs:CreateLogStream']));
  await cloud.s3().send(new ListBucketsCommand({}));
  await cloud.minutes(5);
  expect(await lines()).toEqual([]);
  const status = await cloud.client().send(new GetTrailStatusCommand({ Name: 'audit' }));
  expect(status.LatestCloudWatchLogsDeliveryError).toBe('AccessDenied');
  expect((await cloud.records()).map(({ eventName }) => eventName)).toContain('ListBuckets');
});

test('once only, though the bucket refuses them for a while', async () => {
  cloud = await startTrailCloud(declare(both));
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::trail-bucket/*' };
  await cloud.cloud.deploy(declare(both, deny));
  await cloud.s3().send(new ListBucketsCommand({}));
  await cloud.minutes(5);
  await cloud.minutes(5);
  await cloud.cloud.deploy(declare(both));
  await cloud.minutes(5);
  expect(await lines()).toHaveLength(1);
  expect((await cloud.records()).filter(({ eventName }) => eventName === 'ListBuckets')).toHaveLength(1);
});
