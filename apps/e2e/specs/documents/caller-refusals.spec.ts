import { expect, newDocument, receiptOf, test } from '../../src/fixtures.ts';

// Each refusal differs from this in one thing only.
test('the client role may submit', async ({ api }) => {
  await receiptOf(await api.submit(newDocument()));
});

test('unsigned: refused', async ({ api }) => {
  expect((await api.submit(newDocument(), { as: 'nobody' })).status()).toBe(403);
});

test('wrong secret key: refused', async ({ api, identities }) => {
  const wrong = { ...identities.client, secretAccessKey: 'x'.repeat(40) };
  expect((await api.submit(newDocument(), { as: wrong })).status()).toBe(403);
});

test('unknown access key: refused', async ({ api, identities }) => {
  const unknown = { ...identities.client, accessKeyId: 'ASIAQQQQQQQQQQQQQQQQ' };
  expect((await api.submit(newDocument(), { as: unknown })).status()).toBe(403);
});

test('signature of half an hour ago: refused', async ({ api }) => {
  expect((await api.submit(newDocument(), { date: new Date(Date.now() - 30 * 60_000) })).status()).toBe(403);
});

test('body changed after signing: refused', async ({ api }) => {
  const answer = await api.submit(newDocument(), { tamperedBody: JSON.stringify(newDocument()) });
  expect(answer.status()).toBe(403);
});

test('another role of the account: refused, without a word about who may', async ({ api, identities }) => {
  const answer = await api.submit(newDocument(), { as: identities.verifier });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).not.toMatch(/arn:|execute-api|policy/i);
});

test('another method or path: refused', async ({ api, stack }) => {
  expect((await api.submit('', { method: 'GET' })).status()).toBe(403);
  expect((await api.submit(newDocument(), { url: `${stack.outputs.apiUrl}/other` })).status()).toBe(403);
});

// Proves that no answer comes over plain HTTP; not which of TLS, port or policy stopped it: AWS does not even listen there.
test('plain HTTP: no document gets through', async ({ api, stack }) => {
  const url = stack.outputs.apiUrl.replace('https:', 'http:');
  const status = await api.submit(newDocument(), { url }).then(
    (answer) => answer.status(),
    () => 'unreachable',
  );
  expect([403, 'unreachable']).toContain(status);
});
