import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import {
  DeleteObjectCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DescribeHubCommand, GetEnabledStandardsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { expect, refusal, test } from '../../src/baseline-fixtures.ts';
import { Cloud } from '../../src/faults/cloud.ts';
import type { BaselineOutputs } from '../../src/stack.ts';

// Each step begins where the one before has ended.
test.describe.configure({ mode: 'serial' });

const STACK = 'baseline-local';
const ADOPTING = 'baseline-adopt-local';

let cloud: Cloud;
let outputs: BaselineOutputs;

test.beforeAll(async () => {
  cloud = await Cloud.open(STACK);
  ({ outputs } = await cloud.report<{ outputs: BaselineOutputs }>(STACK));
});

test.afterAll(() => cloud?.close());

/** Since when Security Hub is on and with how many standards, or the error that says it is off. */
async function hub(): Promise<string> {
  const client = new SecurityHubClient(cloud.clientConfig(outputs.region));
  try {
    const { SubscribedAt } = await client.send(new DescribeHubCommand({}));
    const { StandardsSubscriptions = [] } = await client.send(new GetEnabledStandardsCommand({}));
    return `since ${SubscribedAt} with ${StandardsSubscriptions.length}`;
  } catch (error) {
    return (error as Error).name;
  } finally {
    client.destroy();
  }
}

async function recording(): Promise<boolean | undefined> {
  const client = new ConfigServiceClient(cloud.clientConfig(outputs.region));
  const { ConfigurationRecordersStatus } = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
  client.destroy();
  return ConfigurationRecordersStatus?.[0]?.recording;
}

const s3 = (): S3Client => new S3Client({ ...cloud.clientConfig(outputs.region), forcePathStyle: true });

test('destroyed, the stack is gone, and the account has all of it', async () => {
  const before = await hub();
  expect(before).toMatch(/^since .* with 2$/);
  const printed = await cloud.palisade('destroy', '--stack', STACK);
  expect(printed).toMatch(/security-hub +\(kept in the account: retainOnDelete\)/);
  expect(printed).toMatch(/\d+ deleted \(15 kept in the account\)/);
  expect((await cloud.try('outputs', '--stack', STACK)).code).not.toBe(0);
  expect(await hub()).toBe(before);
  expect(await recording()).toBe(true);
  const Bucket = outputs.configHistoryBucketName;
  expect(await refusal(s3().send(new HeadBucketCommand({ Bucket })))).toBe('done');
});

test('it is there after a restart, and what is data of it goes on being so', async () => {
  const before = await hub();
  const client = new ConfigServiceClient(cloud.clientConfig(outputs.region));
  await client.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: outputs.configRecorderName }));
  client.destroy();
  await cloud.restart();
  expect(await hub()).toBe(before);
  expect(await recording()).toBe(false);
});

test('made a second time it is refused as AWS does, and nothing has changed', async () => {
  const before = await hub();
  const { code, printed } = await cloud.try('up', '--stack', STACK);
  expect(code).not.toBe(0);
  expect(printed).toContain('Nothing was changed.');
  expect(printed).toContain('Service role name AWSServiceRoleForConfig has been taken in this account');
  expect(await hub()).toBe(before);
});

test('a bucket that is not empty is not handed over, and keeps what it has', async () => {
  const object = { Bucket: outputs.configHistoryBucketName, Key: 'note' };
  const client = s3();
  await client.send(new PutObjectCommand({ ...object, Body: 'x' }));
  const { code, printed } = await cloud.try('up', '--stack', ADOPTING);
  expect(code).not.toBe(0);
  expect(printed).toContain('can hand over an empty bucket only');
  client.destroy();
  await emptyBucket();
});

test('adopted it is a stack’s again, since when it was; a second up changes nothing', async () => {
  const before = await hub();
  const printed = await cloud.palisade('up', '--stack', ADOPTING);
  expect(printed).toMatch(/15 imported/);
  expect(await hub()).toBe(before);
  expect(await cloud.palisade('up', '--stack', ADOPTING)).toMatch(/Nothing to change/);
});

test('beside the stack that has it, it is not made again; that one can leave it and have it back', async () => {
  const { code, printed } = await cloud.try('up', '--stack', STACK);
  expect(code).not.toBe(0);
  expect(printed).toMatch(/has been taken|ResourceConflict/);
  await cloud.palisade('destroy', '--stack', ADOPTING);
  await cloud.palisade('up', '--stack', ADOPTING);
  expect(await hub()).toMatch(/^since .* with 2$/);
});

/** Versions and delete markers, too: the bucket keeps them. */
async function emptyBucket(): Promise<void> {
  const Bucket = outputs.configHistoryBucketName;
  const client = s3();
  const { DeleteMarkers = [], Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
    await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  client.destroy();
}
