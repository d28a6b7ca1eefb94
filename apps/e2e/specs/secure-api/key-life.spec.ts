import {
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DecryptCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
} from '@aws-sdk/client-kms';
import { expect, refusalOf, test } from '../../src/keys-fixtures.ts';

// One after the other: what each does to the key, the others would feel.
test.describe.configure({ mode: 'serial' });

// AWS lets CloudWatch Logs remember an answer of KMS for a while.
const soon = { timeout: 300_000 };
test.setTimeout(600_000);

const logStreamName = 'e2e';

async function write(logs: CloudWatchLogsClient, logGroupName: string, message: string): Promise<void> {
  const logEvents = [{ timestamp: Date.now(), message }];
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

async function read(logs: CloudWatchLogsClient, logGroupName: string): Promise<string[]> {
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  return events.map(({ message }) => message ?? '');
}

test('what is written while the key works is read back, with the key', async ({ logs, other, readers }) => {
  const { logGroupName } = other;
  await logs.deployer.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await write(logs.deployer, logGroupName, 'before');
  await expect.poll(() => read(logs.deployer, logGroupName), soon).toEqual(['before']);
  expect(await refusalOf(read(readers.keyless, logGroupName))).toMatchObject({ name: 'AccessDeniedException' });
});

test('a disabled key stops reading and decrypting, and enabling it heals both', async ({ kms, logs, other }) => {
  const { keyId: KeyId, logGroupName } = other;
  const { CiphertextBlob } = await kms.deployer.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('e2e') }));
  const reading = async () => (await refusalOf(read(logs.deployer, logGroupName)))?.name;
  await kms.deployer.send(new DisableKeyCommand({ KeyId }));
  try {
    await expect.poll(reading, soon).toMatch(/^(AccessDenied|KMS\w*|InvalidParameter|OperationAborted)Exception$/);
    const decrypting = await refusalOf(kms.deployer.send(new DecryptCommand({ CiphertextBlob })));
    expect(decrypting).toMatchObject({ name: 'DisabledException' });
  } finally {
    await kms.deployer.send(new EnableKeyCommand({ KeyId }));
  }
  await expect.poll(reading, soon).toBeUndefined();
  expect(await read(logs.deployer, logGroupName)).toContain('before');
  expect((await kms.deployer.send(new DecryptCommand({ CiphertextBlob }))).KeyId).toContain(KeyId);
  await write(logs.deployer, logGroupName, 'after');
  await expect.poll(() => read(logs.deployer, logGroupName), soon).toContain('after');
});

test('a rotated key still reads what was written before', async ({ kms, logs, other }) => {
  const { keyId: KeyId, logGroupName } = other;
  const context = { EncryptionContext: { purpose: 'e2e' } };
  const old = await kms.deployer.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('old'), ...context }));
  await kms.deployer.send(new RotateKeyOnDemandCommand({ KeyId }));
  const rotations = async () => (await kms.deployer.send(new ListKeyRotationsCommand({ KeyId }))).Rotations ?? [];
  await expect
    .poll(async () => (await rotations()).map(({ RotationType }) => RotationType), soon)
    .toEqual(['ON_DEMAND']);
  await write(logs.deployer, logGroupName, 'rotated');
  await expect.poll(() => read(logs.deployer, logGroupName), soon).toEqual(['before', 'after', 'rotated']);
  const { CiphertextBlob } = old;
  const opened = await kms.deployer.send(new DecryptCommand({ CiphertextBlob, ...context }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('old');
});
