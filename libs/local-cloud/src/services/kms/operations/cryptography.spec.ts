import {
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateRandomCommand,
  ReEncryptCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestCloud } from '../../../testing/index.ts';
import { accountId, declareKey, deployerOf, refusal, startKmsCloud } from '../testing/kms-cloud.ts';

let cloud: TestCloud;
let client: KMSClient;
let keyArn: string;

beforeEach(async () => {
  cloud = await startKmsCloud((stack) => {
    keyArn = String(declareKey(stack).outputs['arn']);
    stack.resource('aws:kms/key:Key', 'other', {});
  });
  client = deployerOf(cloud);
});
afterEach(() => cloud.close());

const Plaintext = Buffer.from('a secret');
const EncryptionContext = { tenant: 'a', purpose: 'test' };

async function encrypt(KeyId = 'alias/app', context: Record<string, string> = EncryptionContext): Promise<Uint8Array> {
  const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext: context }));
  return CiphertextBlob as Uint8Array;
}

describe('Encrypt and Decrypt', () => {
  test('give back what was encrypted, by whatever name the key is called', async () => {
    for (const KeyId of ['alias/app', keyArn, keyArn.slice(-36), `arn:aws:kms:us-east-1:${accountId}:alias/app`]) {
      const encrypted = await client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
      expect(encrypted).toMatchObject({ KeyId: keyArn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
      const { CiphertextBlob } = encrypted;
      expect(Buffer.from(CiphertextBlob as Uint8Array).includes(Plaintext)).toBe(false);
      const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
      expect(opened.KeyId).toBe(keyArn);
      expect(Buffer.from(opened.Plaintext as Uint8Array)).toEqual(Plaintext);
    }
  });

  test('refuse another context, a damaged blob, and what no key made', async () => {
    const CiphertextBlob = await encrypt();
    const opening = (input: object): Promise<string> =>
      refusal(client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, ...input })));
    const damaged = Buffer.from(CiphertextBlob);
    damaged[damaged.length - 1] = (damaged.at(-1) as number) ^ 1;
    for (const input of [
      { EncryptionContext: { tenant: 'b', purpose: 'test' } },
      { EncryptionContext: {} },
      { CiphertextBlob: damaged },
      { CiphertextBlob: Buffer.from('something else altogether, and long enough to be a blob of this cloud') },
    ]) {
      expect(await opening(input)).toMatch(/^InvalidCiphertextException: /);
    }
  });

  test('refuse a ciphertext of another key, and one whose key is not here', async () => {
    const CiphertextBlob = await encrypt();
    const state = cloud.cloud.host.state((await import('../index.ts')).kms);
    const other = state.keys('us-east-1').find(({ arn }) => arn !== keyArn)?.id;
    expect(await refusal(client.send(new DecryptCommand({ KeyId: other, CiphertextBlob, EncryptionContext })))).toBe(
      'IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.',
    );
    const stranger = Buffer.from(CiphertextBlob);
    stranger.fill(7, 2, 18);
    expect(await refusal(client.send(new DecryptCommand({ CiphertextBlob: stranger, EncryptionContext })))).toMatch(
      /^AccessDeniedException: The ciphertext refers to a customer master key that does not exist/,
    );
  });

  test('take 4096 bytes of text and 8192 of context, and no more', async () => {
    const sized = (size: number): Promise<unknown> =>
      client.send(new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.alloc(size, 1) }));
    await sized(4096);
    expect(await refusal(sized(4097))).toBe(
      "ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    );
    expect(await refusal(sized(0))).toMatch(/^ValidationException: /);
    expect(await encrypt(keyArn, { n: 'x'.repeat(8191) })).toBeDefined();
    expect(await refusal(encrypt(keyArn, { n: 'x'.repeat(8192) }))).toMatch(/^ValidationException: .*8192/);
    expect(await refusal(encrypt(keyArn, { a: '1', A: '2' }))).toMatch(/^NotImplemented: .*case/);
  });

  test('name what does not exist as AWS does', async () => {
    const id = '00000000-0000-0000-0000-000000000000';
    for (const [name, sentence] of [
      ['alias/none', `Alias arn:aws:kms:us-east-1:${accountId}:alias/none is not found.`],
      [id, `Key 'arn:aws:kms:us-east-1:${accountId}:key/${id}' does not exist`],
      [`arn:aws:kms:eu-west-1:${accountId}:key/${id}`, 'Invalid arn eu-west-1'],
      ['nonsense', "Invalid keyId 'nonsense'"],
    ] as const) {
      expect(await refusal(encrypt(name))).toBe(`NotFoundException: ${sentence}`);
    }
  });
});

describe('data keys', () => {
  test('come in the lengths asked for, and open with their context', async () => {
    for (const [asked, length] of [
      [{ KeySpec: 'AES_256' as const }, 32],
      [{ KeySpec: 'AES_128' as const }, 16],
      [{ NumberOfBytes: 64 }, 64],
    ] as const) {
      const made = await client.send(new GenerateDataKeyCommand({ KeyId: keyArn, EncryptionContext, ...asked }));
      expect(made.Plaintext).toHaveLength(length);
      const opened = await client.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext }));
      expect(opened.Plaintext).toEqual(made.Plaintext);
    }
    expect(await refusal(client.send(new GenerateDataKeyCommand({ KeyId: keyArn })))).toBe(
      'ValidationException: Please specify either number of bytes or key spec.',
    );
  });

  test('without plaintext show none', async () => {
    const made = await client.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId: keyArn, KeySpec: 'AES_256' }));
    expect('Plaintext' in made).toBe(false);
    const { Plaintext: opened } = await client.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
    expect(opened).toHaveLength(32);
  });

  test('differ, like random bytes', async () => {
    const random = async (): Promise<string> =>
      Buffer.from((await client.send(new GenerateRandomCommand({ NumberOfBytes: 16 }))).Plaintext ?? []).toString(
        'hex',
      );
    expect(await random()).toMatch(/^[0-9a-f]{32}$/);
    expect(await random()).not.toBe(await random());
  });
});

describe('ReEncrypt', () => {
  test('moves a ciphertext to another key and context', async () => {
    const state = cloud.cloud.host.state((await import('../index.ts')).kms);
    const other = state.keys('us-east-1').find(({ arn }) => arn !== keyArn)?.arn ?? '';
    const CiphertextBlob = await encrypt();
    const moved = await client.send(
      new ReEncryptCommand({
        CiphertextBlob,
        SourceEncryptionContext: EncryptionContext,
        DestinationKeyId: other,
        DestinationEncryptionContext: { tenant: 'b' },
      }),
    );
    expect(moved).toMatchObject({ KeyId: other, SourceKeyId: keyArn });
    const opened = await client.send(
      new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob, EncryptionContext: { tenant: 'b' } }),
    );
    expect(Buffer.from(opened.Plaintext as Uint8Array)).toEqual(Plaintext);
    const wrong = { CiphertextBlob, SourceEncryptionContext: {}, DestinationKeyId: other };
    expect(await refusal(client.send(new ReEncryptCommand(wrong)))).toMatch(/^InvalidCiphertextException: /);
  });
});

test('a dry run says that it would have gone well, or why not', async () => {
  const dry = { KeyId: keyArn, Plaintext, DryRun: true };
  expect(await refusal(client.send(new EncryptCommand(dry)))).toBe(
    'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
  );
  const CiphertextBlob = await encrypt();
  expect(await refusal(client.send(new DecryptCommand({ CiphertextBlob, DryRun: true })))).toMatch(
    /^InvalidCiphertext/,
  );
});
