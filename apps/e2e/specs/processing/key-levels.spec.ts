import type { ApiKeyLevel } from '@palisade/shared-types';
import { documentOf, ended, expect, newText, problemOf, submit, test } from '../../src/processing-fixtures.ts';

// What each level may, and the next lower one may not: criterion "permission levels (read-only, read-write, admin)".

const reads = ['', '/{id}', '/{id}/content'] as const;

for (const level of ['read-only', 'read-write', 'admin'] as const satisfies readonly ApiKeyLevel[]) {
  test(`a ${level} key reads`, async ({ api, keys }) => {
    const { documentId } = await submit(api);
    await ended(api, documentId);
    for (const path of reads) {
      const answer = await api.as(keys[level].key).call('GET', path.replace('{id}', documentId));
      expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
    }
  });
}

test('a read-only key writes nothing: 403; a read-write key does', async ({ api, keys }) => {
  const reader = api.as(keys['read-only'].key);
  const upload = { fileName: 'a.txt', contentType: 'text/plain', size: 1, sha256: '0'.repeat(64) };
  for (const [path, body] of [
    ['', newText()],
    ['/uploads', upload],
  ] as const) {
    const refused = await reader.call('POST', path, { body });
    expect(await problemOf(refused), path).toMatchObject({ status: 403 });
    expect(await refused.text()).not.toMatch(/arn:|execute-api|policy/i);
    await documentOf(await api.call('POST', path, { body }));
  }
});

test('neither a read-only nor a read-write key deletes: 403; an admin key does', async ({ api, keys }) => {
  const { documentId } = await submit(api);
  await ended(api, documentId);
  for (const level of ['read-only', 'read-write'] as const) {
    const refused = await api.as(keys[level].key).call('DELETE', `/${documentId}`);
    expect(await problemOf(refused), level).toMatchObject({ status: 403 });
  }
  await documentOf(await api.call('GET', `/${documentId}`), 200);
  expect((await api.as(keys.admin.key).call('DELETE', `/${documentId}`)).status()).toBe(204);
});

test('an admin key writes too', async ({ api, keys }) => {
  expect((await submit(api.as(keys.admin.key))).ownerId).toBe(keys.admin.clientId);
});

test('a path or method nobody has asked for is 403, whatever the key', async ({ api, keys }) => {
  const admin = api.as(keys.admin.key);
  expect((await admin.call('GET', '/a/b/c')).status()).toBe(403);
  expect((await admin.call('DELETE', '')).status()).toBe(403);
  expect((await admin.call('GET', '')).status()).toBe(200);
});
