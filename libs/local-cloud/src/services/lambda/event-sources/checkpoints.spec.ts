import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openJournal, type Journal } from '../../../kernel/journal.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { Checkpoints } from './checkpoints.ts';

describe('how far mappings have read', () => {
  let directory: string;
  let lines: string[];
  beforeEach(() => {
    directory = temporaryDirectory();
    lines = [];
  });

  const open = (through: (journal: Journal) => Journal = (journal) => journal): Checkpoints =>
    new Checkpoints(
      {
        dataDirectory: () => directory,
        openJournal: (path, onRecord) => through(openJournal(path, onRecord)),
        log: (line) => lines.push(line),
      },
      'stack',
    );
  const long = (at: number): string => `${at} ${'x'.repeat(256 * 1024)}`;

  test('is known again after a restart, from a journal that does not grow for ever', async () => {
    const checkpoints = open();
    for (let at = 0; at < 40; at++) await checkpoints.set('mapping', 'shard', long(at));
    await checkpoints.set('other', 'shard', '7');
    await checkpoints.close();
    expect(statSync(join(directory, 'checkpoints.journal')).size).toBeLessThan(3 * 2 ** 20);
    const again = open();
    expect([again.get('mapping', 'shard'), again.get('other', 'shard')]).toEqual([long(39), '7']);
    await again.close();
  });

  test('is remembered where the disk is too full for a rewrite: no batch is run again for that', async () => {
    const checkpoints = open((journal) => ({
      append: (payload) => journal.append(payload),
      read: (position) => journal.read(position),
      get size() {
        return journal.size;
      },
      rewrite: () => Promise.reject(new Error('ENOSPC')),
      close: () => journal.close(),
    }));
    for (let at = 0; at < 6; at++) await checkpoints.set('mapping', 'shard', long(at));
    await checkpoints.close();
    expect(lines).toEqual(['lambda: the checkpoints of stack stack could not be rewritten: ENOSPC']);
    const again = open();
    expect(again.get('mapping', 'shard')).toBe(long(5));
    await again.close();
  });
});
