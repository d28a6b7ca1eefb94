import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import type { CloudtrailEvent } from '../events/cloudtrail-event.ts';
import { EventHistory, type HistoryLimits } from './event-history.ts';

const DAY = 86_400_000;

function place(limits?: HistoryLimits) {
  const directory = temporaryDirectory();
  const clock = new ManualClock();
  const log: string[] = [];
  const open = (): EventHistory =>
    new EventHistory({ clock, openJournal, log: (line) => void log.push(line) }, directory, limits);
  const event = (name: string): CloudtrailEvent => ({
    id: name,
    at: clock.now(),
    region: 'us-east-1',
    global: false,
    category: 'Management',
    name,
    source: 's3.amazonaws.com',
    readOnly: true,
    arns: [],
    userArn: '',
    userName: '',
    accessKeyId: '',
    resources: [],
    text: `{"eventName":"${name}"}`,
  });
  return { clock, directory, event, log, open };
}

const names = (history: EventHistory): readonly string[] => history.entries().map(({ name }) => name);

test('finds events of all days, newest first, also those of an earlier process', async () => {
  const { clock, event, open } = place();
  const first = open();
  first.add(event('Monday'));
  clock.advance(DAY);
  first.add(event('Tuesday'));
  await first.settle();
  await first.close();
  const second = open();
  second.add(event('Later on Tuesday'));
  await second.settle();
  expect(names(second)).toEqual(['Later on Tuesday', 'Tuesday', 'Monday']);
  const texts = await Promise.all(second.entries().map((entry) => second.text(entry)));
  expect(texts).toEqual(['Later on Tuesday', 'Tuesday', 'Monday'].map((name) => `{"eventName":"${name}"}`));
  await second.close();
});

test('forgets what is older than 90 days, with its file', async () => {
  const { clock, directory, event, open } = place();
  const history = open();
  history.add(event('old'));
  await history.settle();
  clock.advance(91 * DAY);
  expect(names(history)).toEqual([]);
  history.add(event('new'));
  await history.settle();
  expect(names(history)).toEqual(['new']);
  expect(readdirSync(directory)).toEqual(['events-2026-04-02-000002.journal']);
  await history.close();
});

test('has a bound: the oldest files go when there is too much', async () => {
  const { event, open, directory } = place({ segment: 1000, total: 5000 });
  const history = open();
  for (let count = 0; count < 200; count++) {
    history.add(event(`event ${count}`));
    await history.settle();
  }
  const found = names(history);
  expect(found[0]).toBe('event 199');
  expect(found.length).toBeGreaterThan(10);
  expect(found.length).toBeLessThan(30);
  expect(readdirSync(directory).length).toBeLessThan(8);
  await history.close();
});
