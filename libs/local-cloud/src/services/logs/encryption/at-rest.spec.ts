import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import type { Declaration, TestCloudOptions } from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { logs } from '../index.ts';
import { startEncryptedCloud, type EncryptedCloud } from '../testing/encrypted-cloud.ts';
import { declareApp, declareKey } from '../testing/encrypted-logs.ts';

const DAY = 24 * 60 * 60 * 1000;
const CANARY = 'canary-4f1d0b7e';

const open = new Set<EncryptedCloud>();
async function start(...from: Parameters<typeof startEncryptedCloud>): Promise<EncryptedCloud> {
  const cloud = await startEncryptedCloud(...from);
  open.add(cloud);
  return cloud;
}
async function close(cloud: EncryptedCloud): Promise<void> {
  open.delete(cloud);
  await cloud.cloud.close();
}
afterEach(async () => {
  for (const cloud of open) await close(cloud);
});

const kept = (): TestCloudOptions => ({
  root: temporaryDirectory(),
  store: memoryStackStore(),
  clock: new ManualClock(Math.floor(Date.now() / 1000) * 1000),
});
const encrypted =
  (inputs = {}, enabled = true) =>
  (stack: Declaration) =>
    declareApp(stack, declareKey(stack, 'key', { isEnabled: enabled }), inputs);
const clear = (stack: Declaration) => {
  declareKey(stack, 'key');
  declareApp(stack);
};

const eventsDirectory = ({ cloud }: EncryptedCloud) => join(cloud.root, 'stacks/test/logs/events');
const segmentsOf = (cloud: EncryptedCloud) =>
  readdirSync(eventsDirectory(cloud)).filter((name) => name.endsWith('.segment'));

test('neither what callers put nor what services deliver is on disk in the clear; both come back as they were', async () => {
  const cloud = await start(encrypted());
  await cloud.createStream();
  await cloud.put(`${CANARY} put`, 'zwei ✓');
  cloud.write(`${CANARY} delivered`, 'a\nb');
  await cloud.flush();
  expect(cloud.filesWith(CANARY)).toEqual([]);
  expect(await cloud.read()).toEqual([`${CANARY} put`, 'zwei ✓', `${CANARY} delivered`, 'a\nb']);
});

test('without a key they are: the search finds what is there', async () => {
  const cloud = await start(clear);
  await cloud.createStream();
  await cloud.put(CANARY);
  expect(cloud.filesWith(CANARY)).toEqual([join(eventsDirectory(cloud), '00000001.segment')]);
});

test('a restart reads encrypted events again, and the open segment goes on', async () => {
  const options = kept();
  const cloud = await start(encrypted(), options);
  await cloud.createStream();
  await cloud.put(CANARY);
  await close(cloud);
  const again = await start(undefined, options);
  await again.put(`${CANARY} later`);
  expect(await again.read()).toEqual([CANARY, `${CANARY} later`]);
  expect(await again.filter(undefined, 'later')).toEqual([`${CANARY} later`]);
  expect(again.filesWith(CANARY)).toEqual([]);
});

test('sealed segments are encrypted, found again after a restart, and need no index', async () => {
  const options = kept();
  const cloud = await start(encrypted(), options);
  await cloud.createStream();
  const text = `${CANARY} ${'x'.repeat(100_000)}`;
  for (let at = 0; at < 100; at++) {
    await cloud.put(`${String(at).padStart(3, '0')} ${text}`);
    cloud.cloud.clock.advance(10);
  }
  expect(segmentsOf(cloud).length).toBeGreaterThan(2);
  expect(cloud.filesWith(CANARY)).toEqual([]);
  await close(cloud);
  writeFileSync(join(eventsDirectory(cloud), '00000001.segment.index'), 'damaged');
  const again = await start(undefined, options);
  const found = await again.filter(undefined, '"099 canary"');
  expect(found).toEqual([`099 ${text}`]);
  const first = await again.filter(undefined, '"000 canary"');
  expect(first).toEqual([`000 ${text}`]);
  expect(again.filesWith(CANARY)).toEqual([]);
});

describe('retention', () => {
  test('frees the disk without the key and leaves the rest encrypted', async () => {
    const options = kept();
    const cloud = await start(encrypted({ retentionInDays: 30 }), options);
    await cloud.createStream();
    await cloud.put(`${CANARY} old`);
    cloud.cloud.clock.advance(20 * DAY);
    await cloud.put(`${CANARY} new`);
    await close(cloud);
    const disabled = await start(undefined, options);
    await disabled.cloud.deploy(encrypted({ retentionInDays: 30 }, false));
    const size = () => readFileSync(join(eventsDirectory(disabled), '00000001.segment')).length;
    const before = size();
    disabled.cloud.clock.advance(12 * DAY);
    await disabled.cloud.cloud.host.state(logs).reclaim();
    expect(size()).toBeLessThan(before);
    expect(disabled.filesWith(CANARY)).toEqual([]);
    await close(disabled);
    const again = await start(undefined, options);
    await again.cloud.deploy(encrypted({ retentionInDays: 30 }));
    expect(await again.read()).toEqual([`${CANARY} new`]);
  });
});

describe('a group that gets, changes or loses its key', () => {
  const two =
    (which: 0 | 1 | undefined, enabled = true) =>
    (stack: Declaration) => {
      const keys = [declareKey(stack, 'key', { isEnabled: enabled }), declareKey(stack, 'second')];
      declareApp(stack, which === undefined ? undefined : keys[which]);
    };

  test('keeps its events: each is read through what it was written with', async () => {
    const cloud = await start(two(undefined));
    await cloud.createStream();
    await cloud.put(`${CANARY} clear`);
    for (const which of [0, 1, undefined] as const) {
      await cloud.cloud.deploy(two(which));
      cloud.cloud.clock.advance(1000);
      await cloud.put(`CANARY ${which}`);
    }
    expect(await cloud.read()).toEqual([`${CANARY} clear`, 'CANARY 0', 'CANARY 1', 'CANARY undefined']);
    expect(cloud.filesWith('CANARY 0')).toEqual([]);
    expect(cloud.filesWith('CANARY 1')).toEqual([]);
    expect(cloud.filesWith('CANARY undefined')).toHaveLength(1);
  });

  test('needs the old key for the old events only', async () => {
    const cloud = await start(two(0));
    await cloud.createStream();
    await cloud.put('old');
    await cloud.cloud.deploy(two(1));
    cloud.cloud.clock.advance(1000);
    const from = cloud.cloud.clock.now();
    await cloud.put('new');
    await cloud.cloud.deploy(two(1, false));
    const state = cloud.cloud.cloud.host.state(logs);
    expect(state.find('us-east-1', '/app')?.declared?.kmsKeyId).toBeDefined();
    await cloud.put('newer');
    await expect(cloud.read()).rejects.toThrow(/not allowed to be used with Arn.*is disabled/);
    expect(await cloud.readSince(from)).toEqual(['new', 'newer']);
    await cloud.cloud.deploy(two(1));
    expect(await cloud.read()).toEqual(['old', 'new', 'newer']);
  });
});

/** Changes a byte of the last record and writes its checksum anew, as somebody would who knows the format. */
async function tamper(path: string): Promise<void> {
  const payloads: Buffer[] = [];
  const journal = openJournal(path, (payload) => void payloads.push(payload));
  const last = payloads[payloads.length - 1] as Buffer;
  last[last.length - 20] = (last[last.length - 20] as number) ^ 1;
  await journal.rewrite(payloads);
  await journal.close();
}

test('a batch that was tampered with is left out and told; the others stay', async () => {
  const options = kept();
  const cloud = await start(encrypted(), options);
  await cloud.createStream();
  await cloud.put('one');
  await cloud.put('two');
  await close(cloud);
  await tamper(join(eventsDirectory(cloud), '00000001.segment'));
  const again = await start(undefined, options);
  expect(await again.read()).toEqual(['one']);
  expect(again.cloud.log).toEqual([expect.stringContaining('not what was encrypted')]);
});
