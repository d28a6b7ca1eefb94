import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand, GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import { DisableKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterEach, describe, expect, test } from '@jest/globals';
import { iamRootArn, type Statement } from '@palisade/policies';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import type { Declaration } from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { until } from '../../../testing/until.ts';
import { kms } from '../../kms/index.ts';
import { dynamodb as service } from '../index.ts';
import {
  declareRole,
  declareTable,
  document,
  refusal,
  roleArn,
  startDynamodb,
  tableArn,
  type DynamodbCloud,
} from '../testing/dynamodb-cloud.ts';

const account = '123456789012';
const through = {
  'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com',
  'kms:EncryptionContext:aws:dynamodb:tableName': 'secrets',
  'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
};
const deployer: Statement = {
  Effect: 'Allow',
  Principal: { AWS: iamRootArn({ account }) },
  Action: 'kms:*',
  Resource: '*',
};
const lets = (role: string, Condition: Statement['Condition'] = { StringEquals: through }): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: roleArn(role) },
  Action: 'kms:Decrypt',
  Resource: '*',
  Condition: Condition as NonNullable<Statement['Condition']>,
});

interface Declared {
  readonly statements?: readonly Statement[];
  readonly encrypted?: boolean;
  readonly stream?: boolean;
}

const declare =
  ({ encrypted = true, statements = [deployer, lets('reader')], stream = false }: Declared = {}) =>
  (stack: Declaration): void => {
    const items: Statement = { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };
    for (const role of ['reader', 'stranger', 'elsewhere']) declareRole(stack, role, items);
    const key = stack.resource('aws:kms/key:Key', 'key', { policy: document(...statements) });
    declareTable(stack, 'secrets', {
      ...(encrypted && { serverSideEncryption: { enabled: true, kmsKeyArn: String(key.outputs['arn']) } }),
      ...(stream && { streamEnabled: true, streamViewType: 'NEW_IMAGE' }),
      ttl: { attributeName: 'until', enabled: true },
    });
  };

let dynamodb: DynamodbCloud;
afterEach(() => dynamodb.close());

const put = (client: DynamoDBClient, text: string, more: Record<string, { N: string }> = {}): Promise<unknown> =>
  client.send(new PutItemCommand({ TableName: 'secrets', Item: { id: { S: 'x' }, text: { S: text }, ...more } }));
const get = async (client: DynamoDBClient): Promise<string | undefined> =>
  (await client.send(new GetItemCommand({ TableName: 'secrets', Key: { id: { S: 'x' } } }))).Item?.['text']?.S;
const onDisk = (): string => {
  const directory = join(dynamodb.cloud.root, 'stacks', 'test', 'dynamodb');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('');
};

test.each([true, false])('no item is on disk in the clear (with a customer managed key: %s)', async (encrypted) => {
  dynamodb = await startDynamodb(declare({ encrypted, stream: true }), { services: [kms] });
  await put(dynamodb.admin, 'a very plain secret');
  expect(await get(dynamodb.admin)).toBe('a very plain secret');
  expect(onDisk()).not.toContain('a very plain secret');
  expect(onDisk().includes('"t":"commit"')).toBe(true);
});

describe('with a customer managed key', () => {
  test('callers need the key, through DynamoDB and for this table', async () => {
    const elsewhere = lets('elsewhere', {
      StringEquals: { ...through, 'kms:EncryptionContext:aws:dynamodb:tableName': 'others' },
    });
    dynamodb = await startDynamodb(declare({ statements: [deployer, lets('reader'), elsewhere] }), { services: [kms] });
    await put(dynamodb.as('reader'), 'hello');
    expect(await get(dynamodb.as('reader'))).toBe('hello');
    for (const role of ['stranger', 'elsewhere']) {
      expect(await refusal(get(dynamodb.as(role)))).toMatch(/^AccessDeniedException: .* kms:Decrypt /);
      expect(await refusal(put(dynamodb.as(role), 'x'))).toMatch(/^AccessDeniedException: .* kms:Decrypt /);
    }
  });

  test('a caller is remembered until five minutes after the last use', async () => {
    dynamodb = await startDynamodb(declare(), { services: [kms] });
    const session = dynamodb.as('reader');
    const ask = (): Promise<string | undefined> => get(session);
    await put(dynamodb.admin, 'hello');
    await ask();
    await dynamodb.cloud.deploy(declare({ statements: [deployer] }));
    dynamodb.cloud.clock.advance(4 * 60_000);
    expect(await ask()).toBe('hello');
    dynamodb.cloud.clock.advance(4 * 60_000);
    expect(await ask()).toBe('hello');
    dynamodb.cloud.clock.advance(5 * 60_000);
    expect(await refusal(ask())).toMatch(/^AccessDeniedException/);
  });

  test('streams need it too', async () => {
    dynamodb = await startDynamodb(declare({ stream: true }), { services: [kms] });
    await put(dynamodb.admin, 'hello');
    const state = dynamodb.cloud.cloud.host.state(service);
    const arn = state.find(tableArn('secrets'))?.configuration.stream?.arn ?? '';
    const shardId = state.stream(arn)?.shards[0]?.shardId ?? '';
    const read = (role: string): Promise<unknown> =>
      dynamodb
        .streamsAs(role)
        .send(new GetShardIteratorCommand({ StreamArn: arn, ShardId: shardId, ShardIteratorType: 'LATEST' }));
    await read('reader');
    expect(await refusal(read('stranger'))).toMatch(/^AccessDeniedException: .* kms:Decrypt /);
  });

  test('a table is not deployed whose key would not have the deployer', async () => {
    const denied: Statement = { ...deployer, Action: ['kms:PutKeyPolicy', 'kms:Decrypt', 'kms:CreateGrant'] };
    dynamodb = await startDynamodb(undefined, { services: [kms] });
    await expect(dynamodb.cloud.deploy(declare({ statements: [denied] }))).rejects.toThrow(
      /AccessDeniedException: .* kms:GenerateDataKey /,
    );
    await dynamodb.cloud.deploy(declare());
  });

  test('a restart opens the table by the grant, and not if the key is disabled', async () => {
    const kept = { root: temporaryDirectory(), store: memoryStackStore(), clock: new ManualClock(), services: [kms] };
    dynamodb = await startDynamodb(declare(), kept);
    const client = new KMSClient(dynamodb.cloud.deployer());
    const arn = (
      dynamodb.cloud.cloud.host.state(service).find(tableArn('secrets'))?.configuration.encryption as { keyArn: string }
    ).keyArn;
    const soon = Math.floor(kept.clock.now() / 1000) + 30;
    await put(dynamodb.admin, 'hello', { until: { N: String(soon) } });
    await dynamodb.close();

    dynamodb = await startDynamodb(undefined, kept);
    expect(await get(dynamodb.as('reader'))).toBe('hello');
    expect(await refusal(get(dynamodb.as('stranger')))).toMatch(/^AccessDeniedException/);
    const again = new KMSClient(dynamodb.cloud.deployer());
    await again.send(new DisableKeyCommand({ KeyId: arn }));
    await dynamodb.close();

    dynamodb = await startDynamodb(undefined, kept);
    expect(await refusal(get(dynamodb.as('reader')))).toMatch(/^DisabledException/);
    const status = async (): Promise<string | undefined> =>
      (await dynamodb.admin.send(new DescribeTableCommand({ TableName: 'secrets' }))).Table?.TableStatus;
    expect(await status()).toBe('INACCESSIBLE_ENCRYPTION_CREDENTIALS');
    const third = new KMSClient(dynamodb.cloud.deployer());
    await third.send(new EnableKeyCommand({ KeyId: arn }));
    expect(await get(dynamodb.as('reader'))).toBe('hello');
    expect(await status()).toBe('ACTIVE');
    for (const each of [client, again, third]) each.destroy();
    // Expiry goes on by itself.
    kept.clock.advance(120_000);
    await until(async () => (await get(dynamodb.admin)) === undefined);
  });

  test('a table can change between its keys', async () => {
    dynamodb = await startDynamodb(declare({ encrypted: false }), { services: [kms] });
    await put(dynamodb.admin, 'hello');
    expect(await get(dynamodb.as('stranger'))).toBe('hello');
    await dynamodb.cloud.deploy(declare());
    expect(onDisk()).toContain('"t":"key"');
    expect(await refusal(get(dynamodb.as('stranger')))).toMatch(/^AccessDeniedException/);
    expect(await get(dynamodb.as('reader'))).toBe('hello');
    await dynamodb.cloud.deploy(declare({ encrypted: false }));
    expect(onDisk()).not.toContain('"t":"key"');
    expect(await get(dynamodb.as('stranger'))).toBe('hello');
  });
});
