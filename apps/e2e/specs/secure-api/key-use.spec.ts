import { FilterLogEventsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { reasonOf } from '../../src/answers.ts';
import { deployMisfit } from '../../src/keys.ts';
import { expect, refusalOf, test } from '../../src/keys-fixtures.ts';

const Plaintext = Buffer.from('e2e');

test.describe("the stack's key", () => {
  test('opens the logs to who may use it, and to nobody else, whatever they may read', async ({
    logs,
    readers,
    stack,
  }) => {
    const { accessLogGroupName, logGroupName: handlerLog, logGroupNames } = stack.outputs;
    for (const logGroupName of logGroupNames) {
      const read = () => readers.keyless.send(new FilterLogEventsCommand({ logGroupName }));
      expect(await refusalOf(read()), logGroupName).toMatchObject({ name: 'AccessDeniedException' });
      expect(await reasonOf(read()), logGroupName).toContain('kms:Decrypt');
    }
    // Each of the two may read these logs; one may use the key.
    for (const logGroupName of [handlerLog, accessLogGroupName]) {
      const { events = [] } = await logs.verifier.send(new FilterLogEventsCommand({ logGroupName, limit: 1 }));
      const [event] = events;
      if (event === undefined) continue;
      const stream = new GetLogEventsCommand({ logGroupName, logStreamName: event.logStreamName });
      expect((await refusalOf(readers.keyless.send(stream)))?.name).toBe('AccessDeniedException');
      expect(await refusalOf(logs.verifier.send(stream))).toBeUndefined();
    }
  });

  test('is used through CloudWatch Logs and Lambda alone, with whatever context', async ({ kms, stack }) => {
    const { accountId, kmsKeyId: KeyId, logGroupName, region } = stack.outputs;
    const arn = ['arn', 'aws', 'logs', region, accountId, 'log-group', logGroupName].join(':');
    for (const context of [undefined, { 'aws:logs:arn': arn }, { 'aws:logs:arn': `${arn}-2` }]) {
      for (const who of ['deployer', 'verifier', 'client'] as const) {
        const calls = {
          Encrypt: new EncryptCommand({ KeyId, Plaintext, EncryptionContext: context }),
          GenerateDataKey: new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: context }),
        };
        expect(await refusalOf(kms[who].send(calls.Encrypt)), who).toMatchObject({ name: 'AccessDeniedException' });
        expect(await refusalOf(kms[who].send(calls.GenerateDataKey)), who).toMatchObject({
          name: 'AccessDeniedException',
        });
      }
    }
  });

  test('encrypts no log group that its policy does not name', ({ stack }) => {
    const { deployed, printed } = deployMisfit(stack);
    expect(deployed).toBe(false);
    expect(printed).toMatch(/The specified KMS key does not exist or is not allowed to be used/);
  });
});

test.describe('an encryption context', () => {
  const EncryptionContext = { purpose: 'e2e' };

  test('is asked for by the key policy: no other, and not none', async ({ other, readers }) => {
    const encrypting = (context?: Record<string, string>) =>
      readers.contextUser.send(new EncryptCommand({ KeyId: other.keyId, Plaintext, EncryptionContext: context }));
    expect(await refusalOf(encrypting(EncryptionContext))).toBeUndefined();
    for (const wrong of [undefined, { purpose: 'other' }, { purpose: 'E2E' }]) {
      expect(await refusalOf(encrypting(wrong)), JSON.stringify(wrong)).toMatchObject({
        name: 'AccessDeniedException',
      });
    }
  });

  test('is bound to what was encrypted: with another even an administrator opens nothing', async ({ kms, other }) => {
    const { CiphertextBlob } = await kms.deployer.send(
      new EncryptCommand({ KeyId: other.keyId, Plaintext, EncryptionContext }),
    );
    const decrypting = (context?: Record<string, string>) =>
      kms.deployer.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
    expect(Buffer.from((await decrypting(EncryptionContext)).Plaintext ?? []).toString()).toBe('e2e');
    for (const wrong of [undefined, { purpose: 'other' }, { ...EncryptionContext, more: 'x' }]) {
      expect(await refusalOf(decrypting(wrong))).toMatchObject({ name: 'InvalidCiphertextException' });
    }
  });

  test('and so is the key: another does not decrypt it', async ({ kms, other, stack }) => {
    const { CiphertextBlob } = await kms.deployer.send(
      new EncryptCommand({ KeyId: other.keyId, Plaintext, EncryptionContext }),
    );
    const decrypting = new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: stack.outputs.kmsKeyId });
    expect((await refusalOf(kms.deployer.send(decrypting)))?.name).toMatch(/^(AccessDenied|IncorrectKey)Exception$/);
  });
});
