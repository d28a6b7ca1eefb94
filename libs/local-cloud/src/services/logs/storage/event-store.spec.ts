import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Host } from '../../../kernel/host.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { newDataKey } from '../testing/data-keys.ts';
import type { DataKey, Unwrap } from './data-key.ts';
import { isKeyRecord } from './encrypted-record.ts';
import { EventStore } from './event-store.ts';

const told: string[] = [];
let refuse: (payload: Buffer) => boolean = () => false;
const host = {
  log: (message: string) => void told.push(message),
  openJournal(path: string, onRecord: (payload: Buffer, position: number) => void) {
    const journal = openJournal(path, onRecord);
    const append = journal.append.bind(journal);
    journal.append = (payload) => (refuse(payload) ? Promise.reject(new Error('ENOSPC')) : append(payload));
    return journal;
  },
} as Partial<Host> as Host;

const open = (directory: string): EventStore => new EventStore(host, join(directory, 'events'), () => true);
const batch = (first: number, message: string, key: DataKey | undefined) => ({
  stream: 1,
  ingestionTime: 1,
  first,
  events: [{ timestamp: first, message }],
  key,
});

function read(store: EventStore, ...keys: readonly DataKey[]): string[] {
  const unwrap: Unwrap = ({ id }) => {
    const key = keys.find(({ wrapped }) => wrapped.id === id);
    if (key === undefined) throw new Error('may not');
    return key.secret;
  };
  const messages: string[] = [];
  for (const segment of store.overlapping(new Set([1]), 0, 100))
    messages.push(
      ...segment
        .events()
        .of(1, 0, 100, unwrap)
        .map(({ message }) => message),
    );
  return messages;
}

test('who may not open the key does not see the events, in memory or read from the disk', async () => {
  const directory = temporaryDirectory();
  const key = newDataKey();
  const store = open(directory);
  await store.put(batch(0, 'one', key));
  store.add(batch(1, 'two', key));
  expect(() => read(store)).toThrow('may not');
  expect(read(store, key)).toEqual(['one', 'two']);
  expect(() => read(store)).toThrow('may not');
  await store.close();
  const again = open(directory);
  expect(again.summary(1)?.count).toBe(2);
  expect(() => read(again)).toThrow('may not');
  expect(read(again, key)).toEqual(['one', 'two']);
  expect(() => read(again)).toThrow('may not');
  await again.close();
});

test('events before and after a change of the key stand in order', async () => {
  const directory = temporaryDirectory();
  const [first, second] = [newDataKey(), newDataKey()];
  const store = open(directory);
  await store.put(batch(5, 'late', first));
  await store.put(batch(2, 'clear', undefined));
  await store.put(batch(3, 'early', second));
  expect(read(store, first, second)).toEqual(['clear', 'early', 'late']);
  await store.close();
  const again = open(directory);
  expect(read(again, first, second)).toEqual(['clear', 'early', 'late']);
  await again.close();
});

test('a batch whose data key the disk refused is refused too, and the key is written with the next one', async () => {
  const directory = temporaryDirectory();
  const key = newDataKey();
  const store = open(directory);
  refuse = isKeyRecord;
  await expect(store.put(batch(0, 'refused', key))).rejects.toThrow('ENOSPC');
  refuse = () => false;
  await store.put(batch(1, 'taken', key));
  expect(read(store, key)).toEqual(['taken']);
  await store.close();
  const again = open(directory);
  expect(read(again, key)).toEqual(['taken']);
  await again.close();
  expect(told).toEqual([]);
});

test('one record of a data key is enough for a segment', async () => {
  const directory = temporaryDirectory();
  const key = newDataKey();
  const store = open(directory);
  const records: Buffer[] = [];
  refuse = (payload) => (records.push(payload), false);
  for (let at = 0; at < 5; at++) await store.put(batch(at, 'x', key));
  refuse = () => false;
  expect(records.filter(isKeyRecord)).toHaveLength(1);
  expect(records).toHaveLength(6);
  await store.close();
});
