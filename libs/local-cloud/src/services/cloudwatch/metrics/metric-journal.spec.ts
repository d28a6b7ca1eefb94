import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { openJournal, type Journal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { MetricJournal } from './metric-journal.ts';
import { MetricStore } from './metric-store.ts';

const DAY = 86_400_000;
const at = Date.UTC(2026, 0, 1, 12);
const metric = { region: 'us-east-1', namespace: 'App', name: 'Errors', dimensions: {} };

interface Opened {
  readonly store: MetricStore;
  readonly journal: MetricJournal;
}

function open(
  directory: string,
  clock: ManualClock,
  journalOf = openJournal as (...of: Parameters<typeof openJournal>) => Journal,
): Opened {
  const store = new MetricStore(clock);
  return { store, journal: new MetricJournal({ clock, openJournal: journalOf }, directory, store) };
}

const record = ({ store }: Opened, timestamp: number, name = 'Errors'): void =>
  store.record({ ...metric, name, dimensions: [{}], value: 1, unit: 'Count', timestamp });

const total = ({ store }: Opened, name = 'Errors'): number =>
  [...store.periods({ ...metric, name }, { start: 0, end: at + 100 * DAY, period: DAY }).values()].reduce(
    (sum, each) => sum + each.sum,
    0,
  );

test('a bucket that grew is written again, and counts once', async () => {
  const directory = temporaryDirectory();
  const clock = new ManualClock(at);
  const first = open(directory, clock);
  for (let time = 0; time < 3; time++) {
    record(first, at);
    await first.journal.save();
  }
  await first.journal.close();
  const again = open(directory, clock);
  expect(total(again)).toBe(3);
  record(again, at);
  record(again, at, 'New');
  await again.journal.save();
  await again.journal.close();
  const third = open(directory, clock);
  expect([total(third), total(third, 'New')]).toEqual([4, 1]);
  await third.journal.close();
});

test('a killed process loses nothing that was saved', async () => {
  const directory = temporaryDirectory();
  const clock = new ManualClock(at);
  const killed = open(directory, clock);
  record(killed, at);
  await killed.journal.save();
  record(killed, at);
  const next = open(directory, clock);
  expect(total(next)).toBe(1);
  await Promise.all([killed.journal.close(), next.journal.close()]);
});

test('each day has a file, which goes when all in it has expired', async () => {
  const directory = temporaryDirectory();
  const clock = new ManualClock(at);
  const opened = open(directory, clock);
  record(opened, at);
  record(opened, at + DAY);
  await opened.journal.save();
  expect(readdirSync(directory)).toEqual(['metrics-2026-01-01.journal', 'metrics-2026-01-02.journal']);
  clock.advance(15 * DAY + DAY / 2);
  await opened.journal.sweep();
  expect(readdirSync(directory)).toEqual(['metrics-2026-01-01.journal', 'metrics-2026-01-02.journal']);
  clock.advance(1);
  await opened.journal.sweep();
  expect(readdirSync(directory)).toEqual(['metrics-2026-01-02.journal']);
  await opened.journal.close();
});

test('what the disk refused is written with the next', async () => {
  const directory = temporaryDirectory();
  const clock = new ManualClock(at);
  let full = true;
  const opened = open(directory, clock, (path, onRecord) => {
    const journal = openJournal(path, onRecord);
    return Object.assign(Object.create(journal) as Journal, {
      append: (payload: Buffer) => (full ? Promise.reject(new Error('ENOSPC')) : journal.append(payload)),
      close: () => journal.close(),
    });
  });
  record(opened, at);
  await expect(opened.journal.save()).rejects.toThrow('ENOSPC');
  full = false;
  record(opened, at, 'New');
  await opened.journal.save();
  await opened.journal.close();
  const again = open(directory, clock);
  expect([total(again), total(again, 'New')]).toEqual([1, 1]);
  await again.journal.close();
});
