import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { appendFileSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disk, openStore, write } from '../testing/stores.ts';
import type { ObjectStore } from './object-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';

const journalOf = (directory: string): string => join(directory, 'bucket', 'objects.journal');
const filesOf = (directory: string): string[] => readdirSync(join(directory, 'bucket', 'bodies'));
const stores: ObjectStore[] = [];
const open: typeof openStore = (...args) => {
  const store = openStore(...args);
  stores.push(store);
  return store;
};
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

/** What a client could see of a store. */
async function contents(store: ObjectStore): Promise<unknown> {
  const seen = [];
  for (const key of store.index.keys.from(() => true)) {
    for (const version of store.index.history(key)) {
      const { record: _, ...described } = version;
      seen.push({
        ...described,
        body: version.deleteMarker ? undefined : (await store.read(version)).toString('base64'),
      });
    }
  }
  const uploads = [...store.uploads.all()].map(({ record: _, parts, ...upload }) => ({
    ...upload,
    parts: [...parts.values()].map(({ record: __, ...part }) => part),
  }));
  return { createdAt: store.createdAt, seen, uploads };
}

describe('an object store', () => {
  const large = Buffer.alloc(2.5 * 2 ** 20, 'large body ');

  test('gives back what was put, whole and in ranges, small in the journal and large in a file', async () => {
    const directory = temporaryDirectory();
    const store = open(directory);
    const small = await store.put(write('small', Buffer.from('hello')), Buffer.from('hello'));
    const big = await store.put(write('big', large), large);
    const none = await store.put(write('empty', Buffer.alloc(0)), Buffer.alloc(0));
    expect((await store.read(small)).toString()).toBe('hello');
    expect((await store.read(small, 1, 3)).toString()).toBe('el');
    expect((await store.read(none)).length).toBe(0);
    expect((await store.read(big)).equals(large)).toBe(true);
    expect((await store.read(big, 2 ** 20 - 3, 2 ** 21 + 5)).equals(large.subarray(2 ** 20 - 3, 2 ** 21 + 5))).toBe(
      true,
    );
    expect(filesOf(directory)).toEqual([big.pieces[0]?.file]);
  });

  test('keeps no body in the clear, and its files from other users', async () => {
    const directory = temporaryDirectory();
    const store = open(directory);
    await store.put(write('small', Buffer.from('the secret text')), Buffer.from('the secret text'));
    await store.put(write('big', large), large);
    const [file] = filesOf(directory);
    const path = join(directory, 'bucket', 'bodies', `${file}`);
    expect(readFileSync(journalOf(directory)).includes('the secret text')).toBe(false);
    expect(readFileSync(path).includes('large body')).toBe(false);
    for (const each of [path, journalOf(directory), join(directory, 'keys', 'master.key')]) {
      expect(statSync(each).mode & 0o077).toBe(0);
    }
  });

  test('refuses a body that was altered on disk, and one that was moved to another key', async () => {
    const directory = temporaryDirectory();
    const store = open(directory);
    const big = await store.put(write('big', large), large);
    const other = await store.put(write('other', large), large);
    const path = join(directory, 'bucket', 'bodies', `${big.pieces[0]?.file}`);
    await expect(store.read({ ...big, pieces: other.pieces })).rejects.toMatchObject({ code: 'InternalError' });
    const bytes = readFileSync(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(store.read(big)).rejects.toMatchObject({
      code: 'InternalError',
      message: expect.stringContaining('damaged'),
    });
    truncateSync(path, 100);
    await expect(store.read(big)).rejects.toMatchObject({ code: 'InternalError' });
    expect((await store.read(other)).equals(large)).toBe(true);
  });

  test('a reopened store equals the one that was closed, whatever was done to it, rewritten or not', async () => {
    const key = fc.constantFrom('a', 'b', 'c/d');
    const versionId = fc.constantFrom('null', 'v1', 'v2', 'v3');
    const step = fc.oneof(
      fc.record({ do: fc.constant('put' as const), key, size: fc.integer({ min: 0, max: 400 }) }),
      fc.record({ do: fc.constant('mark' as const), key }),
      fc.record({ do: fc.constant('drop' as const), key, versionId }),
      fc.record({ do: fc.constant('tag' as const), key, versionId }),
      fc.record({ do: fc.constant('part' as const), key, number: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constant('complete' as const) }),
      fc.record({ do: fc.constant('abort' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, rewriting) => {
        const directory = temporaryDirectory();
        const options = { smallestRewrite: rewriting ? 500 : 2 ** 30 };
        const store = openStore(directory, options);
        await store.create(5);
        let version = 0;
        for (const [at, each] of steps.entries()) {
          const id = at % 3 === 0 ? 'null' : `v${++version}`;
          const upload = [...store.uploads.all()][0];
          switch (each.do) {
            case 'put': {
              const body = Buffer.alloc(each.size, at);
              await store.put(write(each.key, body, id, at), body);
              break;
            }
            case 'mark':
              await store.mark({ key: each.key, versionId: id }, at);
              break;
            case 'drop':
              await store.drop(each);
              break;
            case 'tag':
              await store.edit(each, { tags: { at: `${at}` }, storageClass: 'STANDARD_IA' });
              break;
            case 'part': {
              const { attributes } = write(each.key, Buffer.alloc(0));
              const to = upload ?? (await store.uploads.begin(each.key, at, { attributes }));
              await store.uploads.putPart(
                to,
                { partNumber: each.number, etag: `${at}`, lastModified: at },
                Buffer.alloc(20, at),
              );
              break;
            }
            case 'complete':
              if (upload !== undefined) {
                await store.complete(
                  upload,
                  [...upload.parts.values()].slice(0, 2),
                  write(upload.key, Buffer.from('x'), id, at),
                );
              }
              break;
            case 'abort':
              if (upload !== undefined) await store.uploads.abort(upload);
          }
        }
        const before = await contents(store);
        await store.close();
        const reopened = openStore(directory, options);
        expect(await contents(reopened)).toEqual(before);
        await reopened.close();
      }),
      { numRuns: 60 },
    );
  });

  test('reclaims the space of what was replaced', async () => {
    const directory = temporaryDirectory();
    const logged: string[] = [];
    const store = open(directory, { smallestRewrite: 10_000, logged });
    const body = Buffer.alloc(1000, 'x');
    await store.put(write('kept', Buffer.from('kept')), Buffer.from('kept'));
    for (let i = 0; i < 200; i++) await store.put(write('replaced', body), body);
    expect(statSync(journalOf(directory)).size).toBeLessThan(40_000);
    const kept = store.index.current('kept');
    const replaced = store.index.current('replaced');
    if (kept?.deleteMarker !== false || replaced?.deleteMarker !== false) throw new Error('objects are gone');
    expect((await store.read(kept)).toString()).toBe('kept');
    expect((await store.read(replaced)).equals(body)).toBe(true);
    expect(logged).toEqual([]);
  });

  test('loses a torn write cleanly and nothing that was acknowledged', async () => {
    const directory = temporaryDirectory();
    const store = openStore(directory);
    await store.put(write('first', Buffer.from('1')), Buffer.from('1'));
    await store.put(write('second', Buffer.from('2')), Buffer.from('2'));
    const before = await contents(store);
    await store.close();
    const whole = readFileSync(journalOf(directory));
    appendFileSync(journalOf(directory), whole.subarray(0, 100));
    const reopened = open(directory);
    expect(await contents(reopened)).toEqual(before);
    await reopened.put(write('third', Buffer.from('3')), Buffer.from('3'));
    expect(reopened.index.current('third')).toBeDefined();
  });

  test('removes the files a killed process left half done', async () => {
    const directory = temporaryDirectory();
    const store = openStore(directory);
    const big = await store.put(write('big', large), large);
    await store.close();
    writeFileSync(join(directory, 'bucket', 'bodies', 'half.new'), 'x');
    writeFileSync(join(directory, 'bucket', 'bodies', 'orphan'), 'x');
    const reopened = open(directory);
    expect(filesOf(directory)).toEqual([big.pieces[0]?.file]);
    expect((await reopened.read(big)).equals(large)).toBe(true);
  });

  test('answers a full disk with 503, keeps what it has and goes on once there is room', async () => {
    const directory = temporaryDirectory();
    const disk = new Disk();
    const store = open(directory, { disk });
    const kept = await store.put(write('key', Buffer.from('old')), Buffer.from('old'));
    disk.full = true;
    await expect(store.put(write('key', Buffer.from('new')), Buffer.from('new'))).rejects.toMatchObject({
      code: 'ServiceUnavailable',
      status: 503,
      message: expect.stringContaining('disk is full'),
    });
    await expect(store.put(write('big', large), large)).rejects.toMatchObject({ status: 503 });
    await expect(store.drop({ key: 'key', versionId: 'null' })).rejects.toMatchObject({ status: 503 });
    expect((await store.read(kept)).toString()).toBe('old');
    expect(filesOf(directory)).toEqual([]);
    disk.full = false;
    const replaced = await store.put(write('key', Buffer.from('new')), Buffer.from('new'));
    expect((await store.read(replaced)).toString()).toBe('new');
  });

  test('lets one of two conditional writes win and tells the other of the conflict', async () => {
    const store = open(temporaryDirectory());
    const condition = {
      header: 'If-None-Match' as const,
      check: (current: unknown) => {
        if (current !== undefined) throw new Error('there is one');
      },
    };
    const body = Buffer.from('x');
    const results = await Promise.allSettled([
      store.put({ ...write('key', body), condition }, body),
      store.put({ ...write('key', body), condition }, body),
      store.put({ ...write('other', body), condition }, body),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'ConditionalRequestConflict', status: 409 } });
    await expect(store.put({ ...write('key', body), condition }, body)).rejects.toThrow('there is one');
  });
});
