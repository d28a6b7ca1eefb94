import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import type { Host } from '../../../kernel/host.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { dayOf, type Quota } from './quota.ts';
import { UsageCounts } from './usage-counts.ts';

const DAY = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 0, 1);
const log: string[] = [];

function open(directory: string, clock: ManualClock): UsageCounts {
  return new UsageCounts(
    { clock, openJournal, log: (line: string) => void log.push(line) } as unknown as Host,
    directory,
  );
}

const month: Quota = { limit: 3, period: 'MONTH', offset: 0 };

test('a quota counts the days of its period, of each key and plan by itself', () => {
  const counts = open(temporaryDirectory(), new ManualClock(start));
  expect(counts.take('p', 'k', month, start)).toBe(true);
  expect(counts.take('p', 'k', month, start + DAY)).toBe(true);
  expect(counts.take('p', 'k', month, start + 30 * DAY)).toBe(true);
  expect(counts.take('p', 'k', month, start + 30 * DAY)).toBe(false);
  expect(counts.take('p', 'other', month, start + 30 * DAY)).toBe(true);
  expect(counts.take('q', 'k', month, start + 30 * DAY)).toBe(true);
  expect(counts.take('p', 'k', month, start + 31 * DAY)).toBe(true);
  expect([...counts.days('p', 'k')]).toEqual([
    [dayOf(start), 1],
    [dayOf(start) + 1, 1],
    [dayOf(start) + 30, 1],
    [dayOf(start) + 31, 1],
  ]);
});

test('a quota that is added or changed counts what was used before', () => {
  const counts = open(temporaryDirectory(), new ManualClock(start));
  for (let at = 0; at < 4; at++) expect(counts.take('p', 'k', undefined, start)).toBe(true);
  expect(counts.take('p', 'k', month, start + DAY)).toBe(false);
  expect(counts.take('p', 'k', { ...month, period: 'DAY' }, start + DAY)).toBe(true);
  expect(counts.take('p', 'k', { ...month, limit: 6 }, start + DAY)).toBe(true);
  expect(counts.take('p', 'k', { ...month, limit: 6 }, start + DAY)).toBe(false);
});

test('a long journal is shortened to what is still kept, and loses nothing of that', async () => {
  const directory = temporaryDirectory();
  const clock = new ManualClock(start);
  const counts = open(directory, clock);
  counts.take('p', 'old', undefined, clock.now());
  clock.advance(100 * DAY);
  const size = () => statSync(join(directory, 'usage.journal')).size;
  let most = 0;
  for (let at = 0; at < 60_000; at++) {
    counts.take('p', `k${at % 10}`, undefined, clock.now());
    if (at % 1000 > 0) continue;
    await new Promise((resolve) => setImmediate(resolve));
    most = Math.max(most, size());
  }
  await counts.close();
  expect(most).toBeGreaterThan(1_000_000);
  expect(size()).toBeLessThan(1_200_000);
  const again = open(directory, clock);
  for (let at = 0; at < 10; at++) expect([...again.days('p', `k${at}`)]).toEqual([[dayOf(clock.now()), 6000]]);
  expect([...again.days('p', 'old')]).toEqual([]);
  await again.close();
  expect(log).toEqual([]);
});
