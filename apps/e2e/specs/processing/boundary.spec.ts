import { randomUUID } from 'node:crypto';
import { documentIndexes, objectKey } from '@palisade/shared-types';
import { assumeRole } from '../../src/identities.ts';
import { attempt, type Attempt } from '../../src/probes.ts';
import type { ProbeNames } from '../../src/processing-probe.ts';
import { ended, expect, refusalOf, submit, test as base } from '../../src/processing-probe-fixtures.ts';

interface Things {
  /** A processed document, by the key of its entry and that of its object. */
  readonly item: { readonly documentId: string };
  readonly key: string;
}

/** Real calls from inside AWS: what the probe in a place meets when it tries something. */
const test = base.extend<{ from: (place: keyof ProbeNames, what: Attempt) => Promise<string>; things: Things }>({
  from: async ({ beside, stack }, use) => {
    await use(async (place, what) => (await attempt(stack, beside[place], what)).outcome);
  },
  things: async ({ api }, use) => {
    const { documentId } = await submit(api);
    await ended(api, documentId);
    await use({ item: { documentId }, key: objectKey(documentId) });
  },
});

const denied = /^AccessDenied(Exception)?$|^AuthorizationErrorException$|^AuthorizationError$/;

test('the processor reads documents and changes entries, and writes no object and deletes nothing', async ({
  from,
  stack,
  things: { item, key },
}) => {
  const { bucketName: bucket, dataKeyArn: keyArn, documentsTableName: table } = stack.outputs;
  expect(await from('processor', { action: 'GetObject', bucket, key })).toBe('ok');
  expect(await from('processor', { action: 'GetItem', table, item })).toBe('ok');
  expect(await from('processor', { action: 'UpdateItem', table, item })).toBe('ok');
  expect(await from('processor', { action: 'PutObject', bucket, key, keyArn })).toMatch(denied);
  expect(await from('processor', { action: 'DeleteObject', bucket, key })).toMatch(denied);
  for (const action of ['PutItem', 'DeleteItem'] as const) {
    expect(await from('processor', { action, table, item }), action).toMatch(denied);
  }
  expect(await from('processor', { action: 'ListObjects', bucket })).toMatch(denied);
  expect(await from('processor', { action: 'Scan', table })).toMatch(denied);
  expect(await from('processor', { action: 'GetObject', bucket, key })).toBe('ok');
});

test('the notifier publishes, and reads neither a document nor its entry', async ({ from, stack, things }) => {
  const { bucketName: bucket, changesTopicArn: topic, documentsTableName: table } = stack.outputs;
  const { item, key } = things;
  expect(await from('notifierOutside', { action: 'Publish', topic })).toBe('ok');
  for (const place of ['notifier', 'notifierOutside'] as const) {
    expect(await from(place, { action: 'GetObject', bucket, key }), place).toMatch(denied);
    expect(await from(place, { action: 'GetItem', table, item }), place).toMatch(denied);
  }
  expect(await from('notifierOutside', { action: 'Publish', topic: stack.outputs.alarmTopicArn })).toMatch(denied);
  expect(await from('processorOutside', { action: 'Publish', topic })).toMatch(denied);
});

test('the authorizer looks up permissions, changes none, and sees no document', async ({ from, stack, things }) => {
  const { bucketName: bucket, documentsTableName: documents, permissionsTableName: table } = stack.outputs;
  const { item, key } = things;
  expect(await from('authorizer', { action: 'GetItem', table, item: { keyHash: 'x' } })).toBe('ok');
  for (const action of ['PutItem', 'DeleteItem', 'UpdateItem'] as const) {
    expect(await from('authorizer', { action, table, item: { keyHash: 'x' } }), action).toMatch(denied);
  }
  expect(await from('authorizer', { action: 'Scan', table })).toMatch(denied);
  expect(await from('authorizer', { action: 'GetItem', table: documents, item })).toMatch(denied);
  expect(await from('authorizer', { action: 'GetObject', bucket, key })).toMatch(denied);
});

test('the API handler keeps documents below incoming/, lists by the indexes, and sees no permissions', async ({
  from,
  stack,
  things: { item, key },
}) => {
  const { bucketName: bucket, dataKeyArn: keyArn, documentsTableName: table, permissionsTableName } = stack.outputs;
  expect(await from('apiHandler', { action: 'GetObject', bucket, key })).toBe('ok');
  expect(await from('apiHandler', { action: 'GetItem', table, item })).toBe('ok');
  expect(await from('apiHandler', { action: 'Query', table, index: documentIndexes.byStatus.name })).toBe('ok');
  const elsewhere = `other/${randomUUID()}`;
  expect(await from('apiHandler', { action: 'PutObject', bucket, key: elsewhere, keyArn })).toMatch(denied);
  expect(await from('apiHandler', { action: 'ListObjects', bucket })).toMatch(denied);
  expect(await from('apiHandler', { action: 'Scan', table })).toMatch(denied);
  expect(await from('apiHandler', { action: 'DeleteItem', table, item })).toMatch(denied);
  expect(await from('apiHandler', { action: 'GetItem', table: permissionsTableName, item: { keyHash: 'x' } })).toMatch(
    denied,
  );
});

test('the API handler stores documents with the key of documents, and with no other', async ({
  from,
  stack,
  things,
}) => {
  const { bucketName: bucket, dataKeyArn, messagingKeyArn } = stack.outputs;
  const { key } = things;
  expect(await from('apiHandler', { action: 'PutObject', bucket, key, keyArn: dataKeyArn })).toBe('ok');
  expect(await from('apiHandler', { action: 'PutObject', bucket, key, keyArn: messagingKeyArn })).toMatch(denied);
});

test('the role without the endpoint reads no document', async ({ from, stack, things: { key } }) => {
  const { bucketName: bucket } = stack.outputs;
  expect(await from('processor', { action: 'GetObject', bucket, key })).toBe('ok');
  expect(await from('processorOutside', { action: 'GetObject', bucket, key })).toMatch(denied);
});

// Whatever the security group lets out: STS and SQS have no endpoint here, and that of SNS lets in the notifier's group alone.
test('the subnets lead to S3 and DynamoDB, and for the notifier to SNS, and nowhere else', async ({ from, stack }) => {
  const { changesTopicArn: topic, processorDeadLetterQueueUrl: queue } = stack.outputs;
  expect(await from('processorOutside', { action: 'GetCallerIdentity' })).toBe('ok');
  expect(await from('notifierOutside', { action: 'SendMessage', queue })).toMatch(denied);
  expect(await from('processor', { action: 'GetCallerIdentity' })).toMatch(/Timeout/);
  expect(await from('processor', { action: 'SendMessage', queue })).toMatch(/Timeout/);
  expect(await from('notifier', { action: 'Publish', topic })).toMatch(/Timeout/);
});

test('nobody becomes a role of the platform from outside, not even the deployer', async ({ stack }) => {
  const { apiHandlerRoleArn, authorizerRoleArn, notifierRoleArn, processorRoleArn, verifierRoleArn } = stack.outputs;
  expect(await refusalOf(assumeRole(stack, verifierRoleArn))).toBeUndefined();
  for (const role of [apiHandlerRoleArn, authorizerRoleArn, notifierRoleArn, processorRoleArn]) {
    expect((await refusalOf(assumeRole(stack, role)))?.name, role).toBe('AccessDenied');
  }
});
