import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openJournal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { EventJournal } from './event-journal.ts';
import type { QueuedEvent } from './queued-event.ts';

const event = (requestId: string, failures = 0, text = ''): QueuedEvent => ({
  request: { functionArn: 'f', event: JSON.stringify({ requestId, text }), requestId },
  receivedAt: 1,
  failures,
  throttles: 0,
  dueAt: 1,
});

describe('events on disk', () => {
  let directory: string;
  beforeEach(() => {
    directory = temporaryDirectory();
  });

  const open = (): EventJournal =>
    new EventJournal(
      {
        dataDirectory: () => directory,
        openJournal: (path, onRecord) => openJournal(path, onRecord),
        log: (line) => expect(line).toBe('nothing is lost'),
      },
      'stack',
    );

  test('come back in order, as they were last written, without those that are done', async () => {
    const journal = open();
    await journal.put(event('a'));
    await journal.put(event('b'));
    await journal.put(event('c'));
    await journal.put(event('a', 1));
    await journal.done('b');
    expect(journal.takeRecovered()).toEqual([]);
    await journal.close();
    const again = open();
    expect(again.takeRecovered()).toEqual([event('a', 1), event('c')]);
    expect(again.takeRecovered()).toEqual([]);
    expect([again.has('a'), again.has('b')]).toEqual([true, false]);
    await again.close();
  });

  test('a journal that is mostly done is rewritten, and nothing is lost by that', async () => {
    const journal = open();
    const text = 'x'.repeat(512 * 1024);
    await journal.put(event('kept'));
    for (let at = 0; at < 12; at++) {
      await journal.put(event(`${at}`, 0, text));
      await Promise.all([journal.done(`${at}`), journal.put(event(`late ${at}`))]);
    }
    await journal.close();
    expect(statSync(join(directory, 'events.journal')).size).toBeLessThan(5 * 2 ** 20);
    const recovered = open().takeRecovered();
    expect(recovered.map(({ request }) => request.requestId)).toEqual([
      'kept',
      ...Array.from({ length: 12 }, (_, at) => `late ${at}`),
    ]);
  });
});
