import { expect, test } from '@jest/globals';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { ObjectProtected } from '../errors.ts';
import { unlocked } from '../operations/object-lock.ts';
import { openStore, write } from '../testing/stores.ts';

const body = Buffer.from('x');
const retention = { mode: 'COMPLIANCE', until: 10 } as const;
const name = { key: 'a', versionId: 'v' };

test('a lock that is under way is not overtaken by a deletion, and a deletion not by a lock', async () => {
  const store = openStore(temporaryDirectory());
  await store.put(write('a', body, 'v'), body);
  const locked = store.lock(name, () => ({ retention }));
  await expect(store.drop(name, undefined, unlocked(true, 0))).rejects.toThrow(ObjectProtected);
  await locked;
  expect(store.index.find('a', 'v')).toMatchObject({ retention });
  const dropped = store.drop(name, undefined, unlocked(false, 10));
  const late = store.lock(name, (version) => {
    expect(version).toBeUndefined();
    return {};
  });
  await Promise.all([dropped, late]);
  await store.close();
});

test('locks, their removal and the Object Lock of a bucket come through a rewrite of the journal and a restart', async () => {
  const directory = temporaryDirectory();
  let store = openStore(directory, { smallestRewrite: 4096 });
  await store.create(1);
  await store.create(2, true);
  await store.create(3);
  await store.put(write('a', body, 'v'), body);
  await store.put({ ...write('b', body, 'v'), attributes: { ...write('b', body).attributes, retention } }, body);
  await store.lock(name, () => ({ retention, legalHold: true }));
  await store.lock({ key: 'b', versionId: 'v' }, () => ({ retention: null }));
  const filler = Buffer.alloc(1000);
  for (let at = 0; at < 20; at++) await store.put(write('filler', filler), filler);
  await store.close();
  store = openStore(directory);
  expect([store.hasObjectLock, store.createdAt]).toEqual([true, 1]);
  expect(store.index.find('a', 'v')).toMatchObject({ retention, legalHold: true });
  expect(store.index.find('b', 'v')).toMatchObject({ retention: null });
  await store.close();
});
