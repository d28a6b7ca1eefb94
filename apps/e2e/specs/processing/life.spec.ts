import { randomUUID } from 'node:crypto';
import type { DocumentContent } from '@palisade/shared-types';
import { documentOf, ended, expect, newText, problemOf, submit, test } from '../../src/processing-fixtures.ts';

test('the content comes back as it was sent, when the document is processed', async ({ api }) => {
  const body = newText();
  const { documentId } = await submit(api, body);
  await ended(api, documentId);
  const answer = await api.call('GET', `/${documentId}/content`);
  expect(answer.status()).toBe(200);
  const content = (await answer.json()) as DocumentContent & { content: string };
  expect(Buffer.from(content.content, 'base64').toString()).toBe(body.content);
  expect(content).toMatchObject({ documentId, encoding: 'base64', fileName: body.fileName });
});

test('the content of a document that failed stays where it is: 409', async ({ api }) => {
  const { documentId } = await submit(api, newText({ contentType: 'application/json', content: '{' }));
  await ended(api, documentId);
  const refused = await api.call('GET', `/${documentId}/content`);
  expect(await problemOf(refused)).toEqual({ status: 409, code: 'document-failed' });
});

test('a retry under one Idempotency-Key is one document; another document under it is refused', async ({ api }) => {
  const headers = { 'idempotency-key': randomUUID() };
  const body = newText();
  const first = await documentOf(await api.call('POST', '', { body, headers }));
  const retry = await documentOf(await api.call('POST', '', { body, headers }), 200);
  expect(retry.documentId).toBe(first.documentId);
  const other = await api.call('POST', '', { body: newText(), headers });
  expect(await problemOf(other)).toEqual({ status: 409, code: 'idempotency-key-reused' });
});

test('a document is deleted if it is the version that was seen, and then it is gone but for its entry', async ({
  api,
  keys,
}) => {
  const admin = api.as(keys.admin.key);
  const { documentId } = await submit(api);
  await ended(api, documentId);
  const seen = await api.call('GET', `/${documentId}`);
  const { etag = '' } = seen.headers();
  const { version } = await documentOf(seen, 200);
  expect(etag).toBe(`"${version}"`);

  const late = await admin.call('DELETE', `/${documentId}`, { headers: { 'if-match': `"${version - 1}"` } });
  expect(await problemOf(late)).toEqual({ status: 412, code: 'precondition-failed' });
  expect(late.headers()['etag']).toBe(etag);
  await documentOf(await api.call('GET', `/${documentId}`), 200);

  expect((await admin.call('DELETE', `/${documentId}`, { headers: { 'if-match': etag } })).status()).toBe(204);
  expect((await admin.call('GET', `/${documentId}/content`)).status()).toBeGreaterThanOrEqual(404);
});

test('deleting again, or what is not there, is told apart from deleting', async ({ api, keys }) => {
  const admin = api.as(keys.admin.key);
  expect((await admin.call('DELETE', `/${randomUUID()}`)).status()).toBe(404);
  const { documentId } = await submit(api);
  await ended(api, documentId);
  expect((await admin.call('DELETE', `/${documentId}`)).status()).toBe(204);
});

const refusals: readonly { readonly what: string; readonly body: unknown; readonly names?: RegExp }[] = [
  { what: 'text that is not JSON', body: '{"fileName":' },
  { what: 'a missing field', body: { fileName: 'a', contentType: 'text/plain' }, names: /content/ },
  { what: 'an unknown field', body: { ...newText(), owner: 'me' }, names: /owner/ },
  { what: 'a field of the wrong type', body: { ...newText(), fileName: 7 }, names: /fileName/ },
  { what: 'a file name with a path', body: newText({ fileName: '../etc/passwd' }), names: /fileName/ },
  { what: 'broken base64', body: newText({ content: 'a=b', encoding: 'base64' }), names: /content/ },
];
for (const { body, names, what } of refusals) {
  test(`${what}: 400${names === undefined ? '' : ', naming the field'}`, async ({ api }) => {
    const refused = await api.call('POST', '', { body });
    expect(await problemOf(refused)).toMatchObject({ status: 400 });
    if (names !== undefined) expect(await refused.text()).toMatch(names);
  });
}

test('an announcement is checked as well: size and hash', async ({ api }) => {
  const good = { fileName: 'a', contentType: 'text/plain', size: 1, sha256: 'a'.repeat(64) };
  await documentOf(await api.call('POST', '/uploads', { body: good }));
  for (const [change, name] of [
    [{ size: 0 }, 'size'],
    [{ size: '1' }, 'size'],
    [{ sha256: 'A'.repeat(64) }, 'sha256'],
    [{ contentType: 'text' }, 'contentType'],
  ] as const) {
    const refused = await api.call('POST', '/uploads', { body: { ...good, ...change } });
    expect(await problemOf(refused), name).toMatchObject({ status: 400 });
    expect(await refused.text()).toContain(name);
  }
});
