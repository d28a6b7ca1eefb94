import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateGrantCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  ListGrantsCommand,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ManualClock } from '../../kernel/clock.ts';
import type { Host } from '../../kernel/host.ts';
import { openJournal } from '../../kernel/journal.ts';
import { memoryStackStore, type StackStore } from '../../stack-store.ts';
import type { TestCloud } from '../../testing/index.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';
import { until } from '../../testing/until.ts';
import { StackKeys } from './storage/stack-keys.ts';
import type { StoredKey } from './storage/stored-key.ts';
import { DAY, declareKey, declareRole, deployerOf, roleArn, startKmsCloud } from './testing/kms-cloud.ts';

let root: string;
let store: StackStore;
let cloud: TestCloud;
let KeyId: string;

const start = (declare: Parameters<typeof startKmsCloud>[0] | undefined, clock = cloud?.clock): Promise<TestCloud> =>
  startKmsCloud(declare as Parameters<typeof startKmsCloud>[0], { root, store, ...(clock && { clock }) });

beforeEach(async () => {
  root = temporaryDirectory();
  store = memoryStackStore();
  cloud = await start(
    (stack) => {
      KeyId = declareKey(stack).id;
      declareRole(stack, 'user');
    },
    new ManualClock(Math.floor(Date.now() / 1000) * 1000),
  );
});
afterEach(() => cloud.close());

const directory = (): string => join(root, 'stacks', 'test', 'kms');

async function restart(): Promise<void> {
  await cloud.close();
  cloud = await start(undefined);
}

test('keys, their states and grants are there after a restart', async () => {
  const client = deployerOf(cloud);
  const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('text') }));
  await client.send(new RotateKeyOnDemandCommand({ KeyId }));
  const granted = await client.send(
    new CreateGrantCommand({ KeyId, GranteePrincipal: roleArn('user'), Operations: ['Decrypt'] }),
  );
  await restart();
  const again = deployerOf(cloud);
  const { Plaintext } = await again.send(new DecryptCommand({ CiphertextBlob }));
  expect(Buffer.from(Plaintext as Uint8Array).toString()).toBe('text');
  expect((await again.send(new ListKeyRotationsCommand({ KeyId }))).Rotations).toHaveLength(1);
  expect((await again.send(new ListGrantsCommand({ KeyId }))).Grants?.[0]?.GrantId).toBe(granted.GrantId);
  await again.send(new DisableKeyCommand({ KeyId }));
  await restart();
  expect((await deployerOf(cloud).send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('Disabled');
});

test('a window that passes while nothing runs has passed', async () => {
  await deployerOf(cloud).send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await cloud.close();
  cloud.clock.advance(7 * DAY);
  cloud = await start(undefined);
  await expect(deployerOf(cloud).send(new DescribeKeyCommand({ KeyId }))).rejects.toThrow('does not exist');
});

test('material is nowhere in the clear, in files of their owner alone, and erased from them with its key', async () => {
  const material = (): string => {
    const records = readFileSync(join(directory(), 'keys.journal'), 'latin1');
    return /"wrapped":"([^"]+)"/.exec(records)?.[1] ?? '';
  };
  expect(Buffer.from(material(), 'base64')).toHaveLength(12 + 32 + 16);
  for (const file of readdirSync(directory())) expect(statSync(join(directory(), file)).mode & 0o077).toBe(0);
  await cloud.deploy(() => undefined);
  expect(material()).not.toBe('');
  cloud.clock.advance(30 * DAY);
  await until(() => material() === '');
});

test('a dropped key is erased although nothing declares it any more when the cloud starts', async () => {
  await cloud.deploy(() => undefined);
  await restart();
  expect((await deployerOf(cloud).send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe(
    'PendingDeletion',
  );
  cloud.clock.advance(30 * DAY);
  await until(() => !readFileSync(join(directory(), 'keys.journal'), 'latin1').includes('wrapped'));
});

test('keys of a stack go with the stack, and those of others do not', async () => {
  await cloud.deploy((stack) => void stack.resource('aws:kms/key:Key', 'key', {}), 'other');
  await cloud.cloud.remove('test');
  await expect(deployerOf(cloud).send(new DescribeKeyCommand({ KeyId }))).rejects.toThrow('does not exist');
  expect(readdirSync(join(root, 'stacks'))).toEqual(['other']);
});

/** A store of one key, as a process leaves it that is killed: nothing is closed. */
function stackKeys(at: string, journal: Host['openJournal'] = openJournal): StackKeys {
  const host = { dataDirectory: () => at, openJournal: journal, log: () => undefined } as Partial<Host>;
  return new StackKeys(host as Host, 's');
}

const keyId = '1111aaaa-22bb-33cc-44dd-5555eeee6666';
const fresh = (keys: StackKeys): StoredKey => ({
  id: keyId,
  region: 'us-east-1',
  createdAt: 0,
  materials: [keys.makeMaterial(keyId, 0)],
  grants: [],
  ended: [],
});

test('a killed process loses no material that it has used', async () => {
  const at = temporaryDirectory();
  const keys = stackKeys(at);
  await keys.change(keyId, () => fresh(keys));
  const used = keys.material(keyId)?.id;
  const rotating = keys.change(keyId, (key) => ({
    ...(key as StoredKey),
    materials: [...(key as StoredKey).materials, keys.makeMaterial(keyId, 1)],
  }));
  // Until the new material is on disk, the old one encrypts.
  expect(keys.material(keyId)?.id).toBe(used);
  await rotating;
  const now = keys.material(keyId)?.id;
  expect(now).not.toBe(used);
  const again = stackKeys(at);
  expect([again.material(keyId)?.id, again.material(keyId, used)?.id]).toEqual([now, used]);
});

test('a changed byte is noticed, and so is another master key', async () => {
  const at = temporaryDirectory();
  const keys = stackKeys(at);
  await keys.change(keyId, () => fresh(keys));
  await keys.close();
  const path = join(at, 'keys.journal');
  const whole = readFileSync(path);
  for (const position of [40, whole.length - 40]) {
    const damaged = Buffer.from(whole);
    damaged[position] = (damaged[position] as number) ^ 1;
    // With a whole record behind it, it is no torn tail.
    writeFileSync(path, Buffer.concat([damaged, whole]));
    expect(() => stackKeys(at)).toThrow('keys.journal');
  }
  writeFileSync(path, whole);
  writeFileSync(join(at, 'master.key'), Buffer.alloc(32));
  expect(() => stackKeys(at)).toThrow('was not made with the master.key beside it');
});

test('a full disk changes nothing', async () => {
  const at = temporaryDirectory();
  let full = false;
  const keys = stackKeys(at, (path, onRecord) => {
    const journal = openJournal(path, onRecord);
    const append: typeof journal.append = (payload) =>
      full ? Promise.reject(new Error('ENOSPC')) : journal.append(payload);
    return new Proxy(journal, {
      get: (target, name: keyof typeof journal) => {
        const value = name === 'append' ? append : target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  });
  await keys.change(keyId, () => fresh(keys));
  full = true;
  await expect(keys.change(keyId, (key) => ({ ...(key as StoredKey), ended: ['x'] }))).rejects.toMatchObject({
    code: 'KMSInternalException',
  });
  expect(keys.get(keyId)?.ended).toEqual([]);
  full = false;
  await keys.change(keyId, (key) => ({ ...(key as StoredKey), ended: ['y'] }));
  expect(keys.get(keyId)?.ended).toEqual(['y']);
  await keys.close();
  rmSync(at, { recursive: true, force: true });
});
