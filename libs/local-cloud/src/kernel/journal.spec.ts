import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JournalDamagedError } from './journal-frame.ts';
import { openJournal, type Journal, type JournalDisk } from './journal.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const file = (): string => join(temporaryDirectory(), 'data.journal');

function open(path: string, disk?: JournalDisk): { journal: Journal; records: string[]; positions: number[] } {
  const records: string[] = [];
  const positions: number[] = [];
  const journal = openJournal(
    path,
    (payload, position) => {
      records.push(payload.toString('latin1'));
      positions.push(position);
    },
    disk,
  );
  return { journal, records, positions };
}

describe('openJournal', () => {
  test("rewrites nothing once it is closed: the file may be another journal's by then", async () => {
    const path = file();
    const { journal } = open(path);
    await journal.append(Buffer.from('first'));
    await journal.close();
    const next = open(path);
    await next.journal.append(Buffer.from('second'));
    await expect(journal.rewrite([Buffer.from('first')])).rejects.toThrow('is closed');
    await next.journal.append(Buffer.from('third'));
    await next.journal.close();
    expect(open(path).records).toEqual(['first', 'second', 'third']);
  });

  test('gives back every record after it is opened again, at the position append returned', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 20 }), async (payloads) => {
        const path = file();
        const first = open(path);
        const texts = payloads.map((payload) => Buffer.from(payload).toString('latin1'));
        const positions = await Promise.all(payloads.map((payload) => first.journal.append(Buffer.from(payload))));
        for (const [index, position] of positions.entries()) {
          expect((await first.journal.read(position)).toString('latin1')).toBe(texts[index]);
        }
        await first.journal.close();
        const second = open(path);
        expect(second.records).toEqual(texts);
        expect(second.positions).toEqual(positions);
        expect(second.journal.size).toBe(readFileSync(path).length);
        await second.journal.close();
      }),
      { numRuns: 30 },
    );
  });

  test('cut at any byte, it gives back exactly the records that are whole, and goes on from there', async () => {
    const path = file();
    const { journal } = open(path);
    const texts = ['a', 'bb'.repeat(50), '', 'last record'];
    const ends = await Promise.all(
      texts.map(async (text) => (await journal.append(Buffer.from(text))) + 8 + text.length),
    );
    await journal.close();
    for (let size = 0; size <= (ends.at(-1) as number); size++) {
      const copy = `${path}.${size}`;
      copyFileSync(path, copy);
      truncateSync(copy, size);
      const torn = open(copy);
      const whole = texts.filter((_, index) => (ends[index] as number) <= size);
      expect(torn.records).toEqual(whole);
      await torn.journal.append(Buffer.from('after'));
      await torn.journal.close();
      const again = open(copy);
      expect(again.records).toEqual([...whole, 'after']);
      await again.journal.close();
      const isTorn = size !== 0 && !ends.includes(size);
      expect(existsSync(`${copy}.torn`)).toBe(isTorn);
    }
  });

  test('a damaged record with data behind it is reported with its place, and nothing is cut', async () => {
    const path = file();
    const { journal } = open(path);
    await journal.append(Buffer.from('first'));
    await journal.append(Buffer.from('second'));
    await journal.close();
    const bytes = readFileSync(path);
    bytes[10] = (bytes[10] as number) ^ 1;
    writeFileSync(path, bytes);
    expect(() => open(path)).toThrow(JournalDamagedError);
    expect(() => open(path)).toThrow('the record at byte 0 is damaged');
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('a damaged last record is cut off like a torn one and kept aside', async () => {
    const path = file();
    const { journal } = open(path);
    await journal.append(Buffer.from('first'));
    const last = await journal.append(Buffer.from('second'));
    await journal.close();
    const bytes = readFileSync(path);
    bytes[last + 9] = (bytes[last + 9] as number) ^ 1;
    writeFileSync(path, bytes);
    const again = open(path);
    expect(again.records).toEqual(['first']);
    expect(readFileSync(`${path}.torn`)).toEqual(bytes.subarray(last));
    await again.journal.close();
  });

  test('a tail of zeros, as a power failure leaves, is cut off', async () => {
    const path = file();
    const { journal } = open(path);
    await journal.append(Buffer.from('first'));
    await journal.close();
    appendFileSync(path, Buffer.alloc(100));
    const again = open(path);
    expect(again.records).toEqual(['first']);
    await again.journal.close();
  });

  test('survives kill -9: whatever was acknowledged is there', async () => {
    const path = file();
    const source = `import('${new URL('./journal.ts', import.meta.url).href}').then(async ({ openJournal }) => {
      const journal = openJournal(${JSON.stringify(path)}, () => {});
      for (let i = 0; ; i += 50) {
        await Promise.all(Array.from({ length: 50 }, (_, j) => journal.append(Buffer.from(String(i + j)))));
        require('node:fs').writeSync(1, String(i + 50) + '\\n');
      }
    });`.replace("require('node:fs')", "process.getBuiltinModule('node:fs')");
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    child.stdout.on('data', (data: Buffer) => {
      acknowledged = Number(data.toString().trim().split('\n').at(-1));
      if (acknowledged > 5000) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    const { journal, records } = open(path);
    expect(records.length).toBeGreaterThanOrEqual(acknowledged);
    expect(records).toEqual(records.map((_, index) => String(index)));
    await journal.close();
  });

  test.each(['ENOSPC', 'EIO'])('%s rejects the batch, leaves the rest intact, and later appends work', async (code) => {
    const path = file();
    let failing = false;
    const disk: JournalDisk = {
      writev(fd, buffers, position, done) {
        if (!failing) return fs.writev(fd, buffers, position, done);
        // A part reaches the disk before it refuses.
        fs.writeSync(fd, buffers[0] as Buffer, 0, 5, position);
        done(Object.assign(new Error(code), { code }), 0);
      },
      ftruncate: (fd, size, done) => fs.ftruncate(fd, size, done),
    };
    const { journal } = open(path, disk);
    await journal.append(Buffer.from('before'));
    failing = true;
    const results = await Promise.allSettled([journal.append(Buffer.from('x')), journal.append(Buffer.from('y'))]);
    expect(
      results.map((result) => result.status === 'rejected' && (result.reason as NodeJS.ErrnoException).code),
    ).toEqual([code, code]);
    failing = false;
    await journal.append(Buffer.from('after'));
    await journal.close();
    const again = open(path);
    expect(again.records).toEqual(['before', 'after']);
    await again.journal.close();
  });

  test('when even cutting off fails, the next append cuts off first', async () => {
    const path = file();
    let failing = false;
    const disk: JournalDisk = {
      writev(fd, buffers, position, done) {
        if (!failing) return fs.writev(fd, buffers, position, done);
        fs.writeSync(fd, Buffer.from('garbage that is longer than a record'), 0, 36, position);
        done(null, 36);
      },
      ftruncate: (fd, size, done) => (failing ? done(new Error('EIO')) : fs.ftruncate(fd, size, done)),
    };
    const { journal } = open(path, disk);
    failing = true;
    await expect(journal.append(Buffer.alloc(100))).rejects.toThrow('ENOSPC');
    await expect(journal.append(Buffer.from('b'))).rejects.toThrow('EIO');
    failing = false;
    await journal.append(Buffer.from('c'));
    await journal.close();
    const again = open(path);
    expect(again.records).toEqual(['c']);
    await again.journal.close();
  });

  test('rewrite replaces everything at once and appends go on behind it', async () => {
    const path = file();
    const { journal } = open(path);
    const pending = ['a', 'b', 'c'].map((text) => journal.append(Buffer.from(text)));
    const positions = await journal.rewrite([Buffer.from('b'), Buffer.from('kept')]);
    await Promise.all(pending);
    expect((await journal.read(positions[1] as number)).toString()).toBe('kept');
    await journal.append(Buffer.from('d'));
    await journal.close();
    const again = open(path);
    expect(again.records).toEqual(['b', 'kept', 'd']);
    await again.journal.close();
  });

  test('reading a position that holds no record fails instead of returning something', async () => {
    const { journal } = open(file());
    await journal.append(Buffer.from('text'));
    await expect(journal.read(3)).rejects.toThrow(JournalDamagedError);
    await expect(journal.read(1000)).rejects.toThrow(JournalDamagedError);
    await journal.close();
    await expect(journal.append(Buffer.from('x'))).rejects.toThrow('closed');
  });
});
