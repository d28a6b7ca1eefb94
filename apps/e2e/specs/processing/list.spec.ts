import type { DocumentPage } from '@palisade/shared-types';
import { issueKey } from '../../src/api-keys.ts';
import { soon } from '../../src/logs.ts';
import type { ProcessingApi } from '../../src/processing-api.ts';
import {
  documentOf,
  ended,
  expect,
  newClientId,
  newText,
  problemOf,
  submit,
  test as base,
} from '../../src/processing-fixtures.ts';

interface Listed {
  /** The API for the owner of exactly these documents. */
  readonly owner: ProcessingApi;
  readonly ownerId: string;
  readonly processed: readonly string[];
  readonly failed: readonly string[];
}

/** Somebody with five documents, of which two failed. */
const test = base.extend<{ listed: Listed }>({
  listed: async ({ api, stack }, use) => {
    const ownerId = newClientId();
    const owner = api.as((await issueKey(stack, { level: 'read-write', clientId: ownerId })).key);
    const all = await Promise.all(
      [0, 1, 2, 3, 4].map((index) =>
        submit(owner, index < 3 ? newText() : newText({ contentType: 'application/json', content: '{' })),
      ),
    );
    for (const { documentId } of all) await ended(owner, documentId);
    const ids = all.map(({ documentId }) => documentId);
    await use({ owner, ownerId, processed: ids.slice(0, 3), failed: ids.slice(3) });
  },
});

async function pageOf(api: ProcessingApi, query: string): Promise<DocumentPage> {
  const answer = await api.call('GET', query);
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as DocumentPage;
}

/** Ids of every page, and how many pages there were. */
async function idsOf(api: ProcessingApi, query: string): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await pageOf(api, cursor === undefined ? query : `${query}&cursor=${cursor}`);
    ids.push(...page.documents.map(({ documentId }) => documentId));
    cursor = page.nextCursor;
    pages++;
  } while (cursor !== undefined);
  return { ids: ids.sort(), pages };
}

test('an owner finds its own documents, page by page, each once', async ({ listed }) => {
  const { failed, owner, processed } = listed;
  const all = [...processed, ...failed].sort();
  // Indexes follow the table.
  await expect.poll(async () => (await idsOf(owner, '?limit=100')).ids, soon).toEqual(all);
  const paged = await idsOf(owner, '?limit=2');
  expect(paged.ids).toEqual(all);
  expect(paged.pages).toBeGreaterThanOrEqual(3);
});

test('by status there are those alone', async ({ listed }) => {
  const { failed, owner, processed } = listed;
  await expect.poll(async () => (await idsOf(owner, '?status=failed&limit=1')).ids, soon).toEqual([...failed].sort());
  await expect.poll(async () => (await idsOf(owner, '?status=processed')).ids, soon).toEqual([...processed].sort());
});

test('an administrator finds the documents of an owner, and of a status', async ({ api, keys, listed }) => {
  const admin = api.as(keys.admin.key);
  const { failed, ownerId, processed } = listed;
  await expect
    .poll(async () => (await idsOf(admin, `?owner=${ownerId}&limit=3`)).ids, soon)
    .toEqual([...processed, ...failed].sort());
  const page = await pageOf(admin, `?status=failed&limit=100`);
  expect(page.documents.every(({ status }) => status === 'failed')).toBe(true);
});

test("another owner's documents are not to be seen: not in a list, not by their ids", async ({
  api,
  listed,
  stack,
}) => {
  const [documentId = ''] = listed.processed;
  const clientId = newClientId();
  const stranger = api.as((await issueKey(stack, { level: 'read-write', clientId })).key);
  expect((await idsOf(stranger, '?limit=100')).ids).toEqual([]);
  expect((await idsOf(stranger, '?status=processed')).ids).toEqual([]);
  const list = await stranger.call('GET', `?owner=${listed.ownerId}`);
  expect(await problemOf(list)).toEqual({ status: 403, code: 'forbidden' });
  for (const path of [`/${documentId}`, `/${documentId}/content`]) {
    // The same answer as for a document that is not there: nobody learns which ids there are.
    const refused = await stranger.call('GET', path);
    expect(await problemOf(refused), path).toEqual({ status: 404, code: 'document-not-found' });
    expect((await listed.owner.call('GET', path)).status(), path).toBe(200);
  }
});

test('a cursor is taken as it was given, from whom it was given to, for that query, and not otherwise', async ({
  api,
  keys,
  listed,
}) => {
  const { owner, ownerId } = listed;
  await expect.poll(async () => (await pageOf(owner, '?limit=2')).nextCursor, soon).toMatch(/./);
  const { nextCursor = '' } = await pageOf(owner, '?limit=2');
  expect((await owner.call('GET', `?limit=2&cursor=${nextCursor}`)).status()).toBe(200);
  const changed = `${nextCursor.startsWith('A') ? 'B' : 'A'}${nextCursor.slice(1)}`;
  const forged = Buffer.from(JSON.stringify([listed.processed[0], '2020'])).toString('base64url');
  for (const cursor of [changed, forged, nextCursor.slice(0, -2), `${nextCursor}AAAA`]) {
    const refused = await owner.call('GET', `?limit=2&cursor=${cursor}`);
    expect(await problemOf(refused)).toEqual({ status: 400, code: 'invalid-request' });
  }
  const admin = api.as(keys.admin.key);
  for (const [who, query] of [
    [owner, `?limit=2&status=failed&cursor=${nextCursor}`],
    [admin, `?limit=2&owner=${ownerId}&cursor=${nextCursor}`],
  ] as const) {
    expect(await problemOf(await who.call('GET', query)), query).toEqual({ status: 400, code: 'invalid-request' });
  }
});

test('a parameter that is wrong or unknown is named', async ({ api }) => {
  for (const query of ['?limit=0', '?limit=101', '?status=lost', '?owner=a%20b', '?colour=red', '?cursor=%20']) {
    const refused = await api.call('GET', query);
    expect(await problemOf(refused), query).toEqual({ status: 400, code: 'invalid-request' });
    expect(await refused.text()).toContain(/\?(\w+)/.exec(query)?.[1]);
  }
});

test('a document that is not there is 404, and what is no id too', async ({ api }) => {
  for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
    expect((await api.call('GET', `/${id}`)).status(), id).toBe(404);
  }
  await documentOf(await api.call('GET', `/${(await submit(api)).documentId}`), 200);
});
