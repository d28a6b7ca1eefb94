import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openJournal, type Journal } from '../../../kernel/journal.ts';
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

  test('a disk that is full in a rewrite loses nothing, and stops nobody', async () => {
    const lines: string[] = [];
    const full = (journal: Journal): Journal => ({
      append: (payload) => journal.append(payload),
      read: (position) => journal.read(position),
      get size() {
        return journal.size;
      },
      rewrite: () => Promise.reject(new Error('ENOSPC')),
      close: () => journal.close(),
    });
    const journal = new EventJournal(
      {
        dataDirectory: () => directory,
        openJournal: (path, onRecord) => full(openJournal(path, onRecord)),
        log: (line) => lines.push(line),
      },
      'stack',
    );
    await journal.put(event('kept'));
    await journal.put(event('large', 0, 'x'.repeat(5 * 2 ** 20)));
    await journal.done('large');
    await journal.done('large');
    await journal.close();
    expect(lines).toEqual(['lambda: the events of stack stack could not be rewritten: ENOSPC']);
    expect(open().takeRecovered()).toEqual([event('kept')]);
  });

  test('an event that the disk refuses stays as it was: unknown, or waiting as before', async () => {
    let refuses = false;
    const journal = new EventJournal(
      {
        dataDirectory: () => directory,
        openJournal: (path, onRecord) => {
          const opened = openJournal(path, onRecord);
          const append = (payload: Buffer) => (refuses ? Promise.reject(new Error('ENOSPC')) : opened.append(payload));
          return new Proxy(opened, {
            get: (target, name) => {
              if (name === 'append') return append;
              const value: unknown = Reflect.get(target, name, target);
              return typeof value === 'function' ? (value.bind(target) as unknown) : value;
            },
          });
        },
        log: (line) => expect(line).toBe('nothing is lost'),
      },
      'stack',
    );
    await journal.put(event('a'));
    refuses = true;
    await expect(journal.put(event('a', 1))).rejects.toThrow('ENOSPC');
    await expect(journal.put(event('b'))).rejects.toThrow('ENOSPC');
    expect([journal.has('a'), journal.has('b')]).toEqual([true, false]);
    await journal.close();
    expect(open().takeRecovered()).toEqual([event('a')]);
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
