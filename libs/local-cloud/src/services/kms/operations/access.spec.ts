import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ListKeysCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { TestCloud } from '../../../testing/index.ts';
import {
  administration,
  declareKey,
  declareRole,
  delegation,
  deployerOf,
  document,
  refusal,
  roleArn,
  sessionOf,
  startKmsCloud,
} from '../testing/kms-cloud.ts';

let cloud: TestCloud;
afterEach(() => cloud.close());

const Plaintext = Buffer.from('text');
const decrypting = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' };
const everything = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };

/** Encrypts as the deployer. */
async function encrypted(EncryptionContext: Record<string, string> = {}): Promise<Uint8Array> {
  const command = new EncryptCommand({ KeyId: 'alias/app', Plaintext, EncryptionContext });
  return (await deployerOf(cloud).send(command)).CiphertextBlob as Uint8Array;
}

/** How far a role gets with Decrypt. */
async function decrypts(role: string, EncryptionContext: Record<string, string> = {}): Promise<string> {
  const command = new DecryptCommand({ CiphertextBlob: await encrypted(EncryptionContext), EncryptionContext });
  return sessionOf(cloud, role)
    .send(command)
    .then(
      () => 'allowed',
      (error: Error) => `${error.name}: ${error.message.replace(/.*:key\/\S+ /, '')}`,
    );
}

const withheld = 'AccessDeniedException: because no resource-based policy allows the kms:Decrypt action';

describe('the key policy is the authority', () => {
  test('IAM counts where it delegates to the account, and not where it does not', async () => {
    cloud = await startKmsCloud((stack) => {
      declareKey(stack, { policy: document(delegation) });
      declareRole(stack, 'reader', decrypting);
      declareRole(stack, 'stranger');
    });
    expect(await decrypts('reader')).toBe('allowed');
    expect(await decrypts('stranger')).toBe(
      'AccessDeniedException: because no identity-based policy allows the kms:Decrypt action',
    );
    await cloud.deploy((stack) => {
      declareKey(stack, { policy: document(administration) });
      declareRole(stack, 'reader', decrypting);
      declareRole(stack, 'stranger');
    });
    expect(await decrypts('reader')).toBe(withheld);
  });

  test('it lets in whom it names without IAM, and an explicit Deny on either side wins', async () => {
    cloud = await startKmsCloud((stack) => {
      const named = { Effect: 'Allow', Principal: { AWS: [roleArn('named'), roleArn('denied'), roleArn('banned')] } };
      const ban = { Effect: 'Deny', Principal: { AWS: roleArn('banned') }, Action: 'kms:Decrypt', Resource: '*' };
      declareRole(stack, 'named');
      declareRole(stack, 'denied', { ...decrypting, Effect: 'Deny' });
      declareRole(stack, 'banned', everything);
      declareRole(stack, 'other', everything);
      declareKey(stack, {
        policy: document(administration, { ...named, Action: 'kms:Decrypt', Resource: '*' }, ban),
      });
    });
    expect(await decrypts('named')).toBe('allowed');
    expect(await decrypts('denied')).toBe('AccessDeniedException: with an explicit deny in an identity-based policy');
    expect(await decrypts('banned')).toBe('AccessDeniedException: with an explicit deny in a resource-based policy');
    expect(await decrypts('other')).toBe(withheld);
  });

  test('a KeyPolicy takes the place of the policy in the Key', async () => {
    cloud = await startKmsCloud((stack) => {
      declareRole(stack, 'reader', decrypting);
      const key = declareKey(stack);
      stack.resource('aws:kms/keyPolicy:KeyPolicy', 'policy', { keyId: key.id, policy: document(administration) });
    });
    expect(await decrypts('reader')).toBe(withheld);
  });
});

test('a policy names only who exists when it is set', async () => {
  const named = (name: string): string =>
    document(administration, {
      Effect: 'Allow',
      Principal: { AWS: roleArn(name) },
      Action: 'kms:Decrypt',
      Resource: '*',
    });
  cloud = await startKmsCloud((stack) => {
    declareRole(stack, 'reader');
    declareKey(stack, { policy: named('reader') });
  });
  const redeploy = (policy: string): Promise<unknown> => cloud.deploy((stack) => void declareKey(stack, { policy }));
  await expect(redeploy(named('nobody'))).rejects.toThrow(
    `MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals. (${roleArn('nobody')})`,
  );
  // Whom a policy named may go.
  await redeploy(named('reader'));
  const service = { Effect: 'Allow', Principal: { Service: 'nobody' }, Action: 'kms:Decrypt', Resource: '*' };
  await expect(redeploy(document(administration, service))).rejects.toThrow('invalid principals. (nobody)');
});

describe('condition keys', () => {
  const may = (Action: string | string[], Condition: object): object => ({
    Effect: 'Allow',
    Principal: { AWS: roleArn('reader') },
    Action,
    Resource: '*',
    Condition,
  });
  const start = async (...statements: object[]): Promise<void> => {
    cloud = await startKmsCloud((stack) => {
      declareRole(stack, 'reader');
      declareKey(stack, { policy: document(administration, ...statements), tags: { tier: 'one' } });
    });
  };

  test('the encryption context is known pair by pair, and by its names', async () => {
    await start(
      may('kms:Decrypt', {
        StringEquals: { 'kms:EncryptionContext:tenant': 'a' },
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'purpose'] },
      }),
    );
    expect(await decrypts('reader', { tenant: 'a' })).toBe('allowed');
    expect(await decrypts('reader', { tenant: 'a', purpose: 'x' })).toBe('allowed');
    expect(await decrypts('reader', { tenant: 'b' })).toBe(withheld);
    expect(await decrypts('reader', { tenant: 'a', other: 'x' })).toBe(withheld);
    expect(await decrypts('reader')).toBe(withheld);
  });

  test('the alias of a request, and the aliases and tags of the key', async () => {
    await start(
      may('kms:Encrypt', { StringEquals: { 'kms:RequestAlias': 'alias/app' } }),
      may('kms:DescribeKey', { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/a*' } }),
      may('kms:GenerateDataKey', { StringEquals: { 'aws:ResourceTag/tier': 'two' } }),
    );
    const reader = sessionOf(cloud, 'reader');
    await reader.send(new EncryptCommand({ KeyId: 'alias/app', Plaintext }));
    const { KeyMetadata } = await reader.send(new DescribeKeyCommand({ KeyId: 'alias/app' }));
    const KeyId = KeyMetadata?.KeyId;
    expect(await refusal(reader.send(new EncryptCommand({ KeyId, Plaintext })))).toMatch(/^AccessDeniedException: /);
    expect(await refusal(reader.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })))).toMatch(
      /^AccessDeniedException: /,
    );
  });

  test('kms:ViaService is not there for a call that came straight to KMS', async () => {
    await start(may('kms:Decrypt', { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }));
    expect(await decrypts('reader')).toBe(withheld);
  });

  test('the window of a deletion', async () => {
    await start(
      may(['kms:DescribeKey', 'kms:ScheduleKeyDeletion'], {
        NumericGreaterThanEqualsIfExists: { 'kms:ScheduleKeyDeletionPendingWindowInDays': 14 },
      }),
    );
    const reader = sessionOf(cloud, 'reader');
    const KeyId = (await reader.send(new DescribeKeyCommand({ KeyId: 'alias/app' }))).KeyMetadata?.KeyId;
    const schedule = (PendingWindowInDays: number): Promise<unknown> =>
      reader.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
    expect(await refusal(schedule(7))).toMatch(/^AccessDeniedException: /);
    await schedule(14);
  });
});

test('ReEncrypt needs ReEncryptFrom on one key and ReEncryptTo on the other', async () => {
  const mover = (action: string): object => ({
    Effect: 'Allow',
    Principal: { AWS: roleArn('mover') },
    Action: action,
    Resource: '*',
  });
  const declare = async (to: string): Promise<void> => {
    cloud = await startKmsCloud((stack) => {
      declareRole(stack, 'mover');
      declareKey(stack, { policy: document(administration, mover('kms:ReEncryptFrom')) });
      const other = stack.resource('aws:kms/key:Key', 'other', { policy: document(administration, mover(to)) });
      stack.resource('aws:kms/alias:Alias', 'other', { name: 'alias/other', targetKeyId: other.id });
    });
  };
  const move = async (): Promise<unknown> =>
    sessionOf(cloud, 'mover').send(
      new ReEncryptCommand({ CiphertextBlob: await encrypted(), DestinationKeyId: 'alias/other' }),
    );
  await declare('kms:ReEncryptFrom');
  expect(await refusal(move())).toMatch(/^AccessDeniedException: .* kms:ReEncryptTo /);
  await cloud.close();
  await declare('kms:ReEncryptTo');
  await move();
});

test('listing is for IAM alone', async () => {
  cloud = await startKmsCloud((stack) => {
    declareKey(stack);
    declareRole(stack, 'lister', { Effect: 'Allow', Action: 'kms:ListKeys', Resource: '*' });
    declareRole(stack, 'other');
  });
  expect((await sessionOf(cloud, 'lister').send(new ListKeysCommand({}))).Keys).toHaveLength(1);
  expect(await refusal(sessionOf(cloud, 'other').send(new ListKeysCommand({})))).toMatch(/^AccessDeniedException: /);
});
