import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  CreateCustomKeyStoreCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeyPoliciesCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestCloud } from '../../../testing/index.ts';
import { until } from '../../../testing/until.ts';
import { accountId, DAY, declareKey, deployerOf, refusal, startKmsCloud } from '../testing/kms-cloud.ts';

let cloud: TestCloud;
let client: KMSClient;
let KeyId: string;
let keyArn: string;

beforeEach(async () => {
  cloud = await startKmsCloud((stack) => {
    const key = declareKey(stack, { description: 'for tests', enableKeyRotation: true, tags: { Name: 'app' } });
    KeyId = key.id;
    keyArn = String(key.outputs['arn']);
  });
  client = deployerOf(cloud);
});
afterEach(() => cloud.close());

/** Moves the clock of the cloud, and that of its client with it. */
function advance(milliseconds: number): void {
  cloud.clock.advance(milliseconds);
  client = deployerOf(cloud);
}

const encrypt = (): Promise<{ CiphertextBlob?: Uint8Array | undefined }> =>
  client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('text') }));
const stateOf = async (): Promise<string | undefined> =>
  (await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;

test('a key is described, listed and tagged as it was declared', async () => {
  expect((await client.send(new DescribeKeyCommand({ KeyId: 'alias/app' }))).KeyMetadata).toMatchObject({
    AWSAccountId: accountId,
    Arn: keyArn,
    CreationDate: new Date(cloud.clock.now()),
    Description: 'for tests',
    Enabled: true,
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    KeyId,
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyState: 'Enabled',
    KeyUsage: 'ENCRYPT_DECRYPT',
    MultiRegion: false,
    Origin: 'AWS_KMS',
  });
  expect((await client.send(new ListKeysCommand({}))).Keys).toEqual([{ KeyArn: keyArn, KeyId }]);
  expect((await client.send(new ListAliasesCommand({}))).Aliases).toEqual([
    { AliasArn: `arn:aws:kms:us-east-1:${accountId}:alias/app`, AliasName: 'alias/app', TargetKeyId: KeyId },
  ]);
  expect((await client.send(new ListResourceTagsCommand({ KeyId }))).Tags).toEqual([
    { TagKey: 'Name', TagValue: 'app' },
  ]);
  expect((await client.send(new ListKeyPoliciesCommand({ KeyId }))).PolicyNames).toEqual(['default']);
  const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId }));
  expect(JSON.parse(Policy ?? '')).toMatchObject({ Id: 'key-default-1', Statement: [{ Action: 'kms:*' }] });
});

test('lists come in pages', async () => {
  await cloud.deploy((stack) => {
    for (let each = 0; each < 3; each++) stack.resource('aws:kms/key:Key', `key-${each}`, {});
  }, 'more');
  const first = await client.send(new ListKeysCommand({ Limit: 3 }));
  expect([first.Keys?.length, first.Truncated]).toEqual([3, true]);
  const second = await client.send(new ListKeysCommand({ Limit: 3, Marker: first.NextMarker }));
  expect([second.Keys?.length, second.Truncated]).toEqual([1, false]);
  expect(await refusal(client.send(new ListKeysCommand({ Marker: 'nonsense' })))).toMatch(/^InvalidMarkerException/);
});

describe('a disabled key', () => {
  test('neither encrypts nor decrypts until it is enabled', async () => {
    const { CiphertextBlob } = await encrypt();
    await client.send(new DisableKeyCommand({ KeyId }));
    expect(await stateOf()).toBe('Disabled');
    const disabled = `DisabledException: ${keyArn} is disabled.`;
    expect(await refusal(encrypt())).toBe(disabled);
    expect(await refusal(client.send(new DecryptCommand({ CiphertextBlob })))).toBe(disabled);
    await client.send(new EnableKeyCommand({ KeyId }));
    expect((await client.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toBe(keyArn);
  });

  test('stays so through deployments that do not change it, and follows one that does', async () => {
    await client.send(new DisableKeyCommand({ KeyId }));
    await cloud.deploy((stack) => void declareKey(stack, { description: 'another' }));
    expect(await stateOf()).toBe('Disabled');
    await cloud.deploy((stack) => void declareKey(stack, { isEnabled: false }));
    await cloud.deploy((stack) => void declareKey(stack, { isEnabled: true }));
    expect(await stateOf()).toBe('Enabled');
  });

  test('is disabled by a program as well, and enabled by a call', async () => {
    await cloud.deploy((stack) => void declareKey(stack, { isEnabled: false }));
    expect(await refusal(encrypt())).toBe(`DisabledException: ${keyArn} is disabled.`);
    await client.send(new EnableKeyCommand({ KeyId }));
    expect(await stateOf()).toBe('Enabled');
  });
});

describe('deletion', () => {
  test('waits for its window, in which nobody uses the key and the deletion can be cancelled', async () => {
    const { CiphertextBlob } = await encrypt();
    const scheduled = await client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    expect(scheduled).toMatchObject({
      DeletionDate: new Date(cloud.clock.now() + 7 * DAY),
      KeyState: 'PendingDeletion',
      PendingWindowInDays: 7,
    });
    const pending = `KMSInvalidStateException: ${keyArn} is pending deletion.`;
    expect(await refusal(encrypt())).toBe(pending);
    expect(await refusal(client.send(new DecryptCommand({ CiphertextBlob })))).toBe(pending);
    expect(await refusal(client.send(new EnableKeyCommand({ KeyId })))).toBe(pending);
    expect(await refusal(client.send(new ScheduleKeyDeletionCommand({ KeyId })))).toBe(pending);
    advance(7 * DAY - 1);
    await client.send(new CancelKeyDeletionCommand({ KeyId }));
    expect(await stateOf()).toBe('Disabled');
    expect(await refusal(client.send(new CancelKeyDeletionCommand({ KeyId })))).toBe(
      `KMSInvalidStateException: ${keyArn} is not pending deletion.`,
    );
    advance(DAY);
    await client.send(new EnableKeyCommand({ KeyId }));
    expect((await client.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toBe(keyArn);
  });

  test('is final once the window has passed, also when the same program is deployed again', async () => {
    await client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    advance(7 * DAY);
    const gone = `NotFoundException: Key '${keyArn}' does not exist`;
    expect(await refusal(client.send(new DescribeKeyCommand({ KeyId })))).toBe(gone);
    await cloud.deploy((stack) => void declareKey(stack, { description: 'another' }));
    expect(await refusal(encrypt())).toBe(gone);
  });

  test('by a program keeps the material for the window: declared again in it the key opens what it made', async () => {
    const { CiphertextBlob } = await encrypt();
    await cloud.deploy(() => undefined);
    expect((await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata).toMatchObject({
      Description: 'for tests',
      DeletionDate: new Date(cloud.clock.now() + 30 * DAY),
      KeyState: 'PendingDeletion',
    });
    expect(await refusal(client.send(new CancelKeyDeletionCommand({ KeyId })))).toMatch(/^InfrastructureIsDeclared: /);
    expect(await refusal(client.send(new DecryptCommand({ CiphertextBlob })))).toMatch(/is pending deletion/);
    advance(29 * DAY);
    await cloud.deploy((stack) => void declareKey(stack));
    expect((await client.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toBe(keyArn);
  });

  test('by a program is final after the window: the key declared again has other material', async () => {
    const { CiphertextBlob } = await encrypt();
    await cloud.deploy((stack) => void declareKey(stack, { deletionWindowInDays: 7 }));
    await cloud.deploy(() => undefined);
    advance(7 * DAY);
    expect(await refusal(client.send(new DescribeKeyCommand({ KeyId })))).toMatch(/^NotFoundException: /);
    await cloud.deploy((stack) => void declareKey(stack));
    expect(await refusal(client.send(new DecryptCommand({ CiphertextBlob })))).toMatch(/^InvalidCiphertextException: /);
    await encrypt();
  });
});

describe('rotation', () => {
  const rotations = async (): Promise<unknown[]> =>
    ((await client.send(new ListKeyRotationsCommand({ KeyId }))).Rotations ?? []).map(
      ({ RotationDate, RotationType }) => [RotationType, RotationDate],
    );

  test('comes by the clock, once for each period that has passed, and old ciphertexts open still', async () => {
    const start = cloud.clock.now();
    const old = await encrypt();
    expect(await client.send(new GetKeyRotationStatusCommand({ KeyId }))).toMatchObject({
      KeyRotationEnabled: true,
      NextRotationDate: new Date(start + 365 * DAY),
      RotationPeriodInDays: 365,
    });
    advance(365 * DAY - 1);
    expect(await rotations()).toEqual([]);
    advance(365 * DAY + 1);
    await until(async () => (await rotations()).length === 2);
    expect(await rotations()).toEqual([
      ['AUTOMATIC', new Date(start + 365 * DAY)],
      ['AUTOMATIC', new Date(start + 730 * DAY)],
    ]);
    const fresh = await encrypt();
    const opened = await Promise.all(
      [old, fresh].map(({ CiphertextBlob }) => client.send(new DecryptCommand({ CiphertextBlob }))),
    );
    expect(opened.map(({ KeyId: arn }) => arn)).toEqual([keyArn, keyArn]);
    expect(new Set(opened.map(({ KeyMaterialId }) => KeyMaterialId)).size).toBe(2);
  });

  test('on demand is at once, ten times, and does not move the schedule', async () => {
    const { CiphertextBlob } = await encrypt();
    for (let each = 0; each < 10; each++) await client.send(new RotateKeyOnDemandCommand({ KeyId }));
    expect(await refusal(client.send(new RotateKeyOnDemandCommand({ KeyId })))).toMatch(/^LimitExceededException: /);
    expect(await rotations()).toHaveLength(10);
    expect((await client.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toBe(keyArn);
    expect((await client.send(new GetKeyRotationStatusCommand({ KeyId }))).NextRotationDate).toEqual(
      new Date(cloud.clock.now() + 365 * DAY),
    );
    const all = await client.send(new ListKeyRotationsCommand({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }));
    expect(all.Rotations?.map(({ KeyMaterialState }) => KeyMaterialState).at(-1)).toBe('CURRENT');
    expect(all.Rotations).toHaveLength(11);
  });

  test('of a disabled key waits until it is enabled', async () => {
    await client.send(new DisableKeyCommand({ KeyId }));
    advance(400 * DAY);
    expect(await rotations()).toEqual([]);
    await client.send(new EnableKeyCommand({ KeyId }));
    await until(async () => (await rotations()).length === 1);
  });

  test('does not come where nobody asked for it', async () => {
    await cloud.deploy((stack) => void declareKey(stack, { enableKeyRotation: false }));
    advance(1000 * DAY);
    expect(await client.send(new GetKeyRotationStatusCommand({ KeyId }))).toMatchObject({ KeyRotationEnabled: false });
    expect(await rotations()).toEqual([]);
  });
});

test('infrastructure is declared, and what is not modelled is refused by name', async () => {
  expect(await refusal(client.send(new CreateKeyCommand({})))).toMatch(/^InfrastructureIsDeclared: kms:CreateKey /);
  expect(await refusal(client.send(new CreateCustomKeyStoreCommand({ CustomKeyStoreName: 'x' })))).toMatch(
    /^NotImplemented: .*kms:CreateCustomKeyStore/,
  );
});

test('management takes no alias', async () => {
  expect(await refusal(client.send(new DisableKeyCommand({ KeyId: 'alias/app' })))).toBe(
    "NotFoundException: Invalid keyId 'alias/app'",
  );
});
