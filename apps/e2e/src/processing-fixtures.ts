import { randomUUID } from 'node:crypto';
import { apiKeyLevels, type ApiKeyLevel, type DocumentRequest, type ProcessedDocument } from '@palisade/shared-types';
import { test as base, expect, type APIResponse } from '@playwright/test';
import { issueKey, type IssuedKey } from './api-keys.ts';
import { assumeRole } from './identities.ts';
import { soon } from './logs.ts';
import { ProcessingApi } from './processing-api.ts';
import { currentStack, type Credentials, type ProcessingOutputs, type Stack } from './stack.ts';

export interface WorkerFixtures {
  readonly stack: Stack<ProcessingOutputs>;
  /** A key of each level, all of one client. */
  readonly keys: Readonly<Record<ApiKeyLevel, IssuedKey>>;
  readonly verifier: Credentials;
}

export interface TestFixtures {
  /** The API for the holder of the read-write key. */
  readonly api: ProcessingApi;
}

/** Checks of a processing stack. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [async ({}, use) => use(currentStack('processing')), { scope: 'worker' }],
  keys: [
    async ({ stack }, use) => {
      const clientId = newClientId();
      const issued = apiKeyLevels.map(async (level) => [level, await issueKey(stack, { level, clientId })] as const);
      await use(Object.fromEntries(await Promise.all(issued)) as Record<ApiKeyLevel, IssuedKey>);
    },
    { scope: 'worker' },
  ],
  verifier: [
    async ({ stack }, use) => use(await assumeRole(stack, stack.outputs.verifierRoleArn)),
    { scope: 'worker' },
  ],
  api: async ({ request, stack, keys }, use) => use(new ProcessingApi(request, stack, keys['read-write'].key)),
});

/** Somebody who has submitted nothing yet. */
export function newClientId(): string {
  return `e2e-${randomUUID().slice(0, 8)}`;
}

/** A small text nobody has sent before. */
export function newText(changes: Partial<DocumentRequest> = {}): DocumentRequest {
  return { fileName: 'e2e.txt', contentType: 'text/plain', content: `written by e2e ${randomUUID()}`, ...changes };
}

/** The document in an answer; fails with the answer's text when there is none. */
export async function documentOf(answer: APIResponse, status = 201): Promise<ProcessedDocument> {
  expect(answer.status(), await answer.text()).toBe(status);
  return (await answer.json()) as ProcessedDocument;
}

/** Submits a document as the API's holder. */
export async function submit(api: ProcessingApi, body: DocumentRequest = newText()): Promise<ProcessedDocument> {
  return documentOf(await api.call('POST', '', { body }));
}

/** A document once it has come to an end. */
export async function ended(api: ProcessingApi, documentId: string): Promise<ProcessedDocument> {
  const get = async () => documentOf(await api.call('GET', `/${documentId}`), 200);
  await expect.poll(async () => (await get()).status, soon).toMatch(/^(processed|failed)$/);
  return get();
}

/** What a refusal is: its status, and the code of its problem. */
export async function problemOf(answer: APIResponse): Promise<{ readonly status: number; readonly code: string }> {
  const text = await answer.text();
  expect(answer.headers()['content-type'], text).toContain('application/problem+json');
  const { type = '' } = JSON.parse(text) as { type?: string };
  return { status: answer.status(), code: type.replace('urn:palisade:problem:', '') };
}

export { refusalOf, requestIdOf } from './answers.ts';
export { expect };
