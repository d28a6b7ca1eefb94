import { expect, newDocument, receiptOf, test } from '../../src/fixtures.ts';

// Each refusal differs from this in one thing only.
test('a complete document with metadata is taken', async ({ api }) => {
  await receiptOf(await api.submit(newDocument({ metadata: { department: 'legal' } })));
});

const { content, ...withoutContent } = newDocument();
const complete = { ...withoutContent, content };

const refusals: readonly { readonly what: string; readonly body: unknown; readonly names?: RegExp }[] = [
  { what: 'text that is not JSON', body: '{"fileName":' },
  { what: 'an empty body', body: '' },
  { what: 'a JSON list', body: [] },
  { what: 'a missing field', body: withoutContent, names: /content/ },
  { what: 'an unknown field', body: { ...complete, owner: 'me' }, names: /owner/ },
  { what: 'a field of the wrong type', body: { ...complete, fileName: 7 }, names: /fileName/ },
  { what: 'a file name with a path', body: { ...complete, fileName: '../etc/passwd' }, names: /fileName/ },
  { what: 'broken base64', body: { ...complete, content: 'a=b', encoding: 'base64' }, names: /content/ },
  { what: 'an unknown encoding', body: { ...complete, encoding: 'rot13' }, names: /encoding/ },
  { what: 'metadata that is not text', body: { ...complete, metadata: { size: 1 } }, names: /metadata|size/ },
];

for (const { what, body, names } of refusals) {
  test(`${what}: 400${names === undefined ? '' : ', naming the field'}`, async ({ api }) => {
    const answer = await api.submit(body);
    const text = await answer.text();
    expect(answer.status(), text).toBe(400);
    expect(answer.headers()['content-type']).toContain('application/problem+json');
    if (names !== undefined) expect(text).toMatch(names);
  });
}

test('another media type: 415, and the request model is checked for it all the same', async ({ api }) => {
  const headers = { 'content-type': 'text/plain' };
  expect((await api.submit(newDocument(), { headers })).status()).toBe(415);
  expect((await api.submit(withoutContent, { headers })).status()).toBe(400);
});

test('a document of 4 MiB is taken, one byte more is refused by the handler', async ({ api }) => {
  const limit = 4 * 1024 * 1024;
  expect((await receiptOf(await api.submit(newDocument({ content: 'a'.repeat(limit) })))).size).toBe(limit);
  const tooLarge = await api.submit(newDocument({ content: 'a'.repeat(limit + 1) }));
  expect(tooLarge.status()).toBe(413);
  expect(await tooLarge.text()).toContain('content');
});

test('a body over 10 MB is refused by API Gateway', async ({ api }) => {
  expect((await api.submit(newDocument({ content: 'a'.repeat(10 * 1024 * 1024) }))).status()).toBe(413);
});
