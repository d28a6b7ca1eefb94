import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { PendingEvents } from './pending-events.ts';

const place = () => {
  const log: string[] = [];
  const host = { openJournal, log: (line: string) => void log.push(line) };
  return { log, open: (path: string) => new PendingEvents(host, path, 'audit') };
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const event = (text: string) => ({ region: 'us-east-1', at: 1_767_225_600_000, text });
const texts = (pending: PendingEvents): readonly string[] => pending.all().map(({ text }) => text);

test('what was recorded a turn ago is there for the next process, though the first never closed', async () => {
  const path = join(temporaryDirectory(), 'events');
  const { open } = place();
  const killed = open(path);
  killed.add(event('{"eventName":"A B"}'));
  killed.add(event('{"eventName":"ü"}'));
  await turn();
  await turn();
  const next = open(path);
  expect(next.all()).toEqual(killed.all());
  expect(texts(next)).toEqual(['{"eventName":"A B"}', '{"eventName":"ü"}']);
  await Promise.all([killed.close(), next.close()]);
});

test('forgets what was delivered, and keeps what came in meanwhile', async () => {
  const path = join(temporaryDirectory(), 'events');
  const { open } = place();
  const pending = open(path);
  pending.add(event('first'));
  const delivered = [...pending.all()];
  pending.add(event('second'));
  const done = pending.delivered(delivered);
  pending.add(event('third'));
  await done;
  expect(texts(pending)).toEqual(['second', 'third']);
  await pending.close();
  const next = open(path);
  expect(texts(next)).toEqual(['second', 'third']);
  await next.close();
});

test('drops the oldest when too much waits, and tells the operator', async () => {
  const { log, open } = place();
  const path = join(temporaryDirectory(), 'events');
  const pending = open(path);
  const big = 'x'.repeat(1024 * 1024);
  for (let count = 0; count < 63; count++) pending.add(event(`${count} ${big}`));
  expect(log).toEqual([]);
  pending.add(event(`63 ${big}`));
  expect(pending.bytes).toBeLessThan(33 * 1024 * 1024);
  expect(texts(pending).at(-1)).toMatch(/^63 /);
  expect(log).toEqual([expect.stringContaining('events of the trail audit were dropped')]);
  const kept = pending.bytes;
  await pending.close();
  expect(statSync(path).size).toBeLessThan(kept + 1024);
  const next = open(path);
  expect(texts(next)).toEqual(texts(pending));
  await next.close();
});
