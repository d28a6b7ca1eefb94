import { randomUUID } from 'node:crypto';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import type { DocumentReceipt, DocumentRequest } from '@palisade/shared-types';
import { test as base, expect, type APIResponse } from '@playwright/test';
import { DocumentsApi } from './documents-api.ts';
import { clientConfig, forEach, takeRoles, type Identities, type IdentityName } from './identities.ts';
import { currentStack, type Stack } from './stack.ts';

interface WorkerFixtures {
  readonly stack: Stack;
  readonly identities: Identities;
  /** An S3 client of each identity. */
  readonly s3: Readonly<Record<IdentityName, S3Client>>;
  /** A CloudWatch Logs client of each identity. */
  readonly logs: Readonly<Record<IdentityName, CloudWatchLogsClient>>;
}

interface TestFixtures {
  readonly api: DocumentsApi;
}

/** Checks of a documents stack. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [async ({}, use) => use(currentStack('documents')), { scope: 'worker' }],
  identities: [async ({ stack }, use) => use(await takeRoles(stack)), { scope: 'worker' }],
  s3: [
    async ({ stack, identities }, use) => use(forEach(identities, (who) => new S3Client(clientConfig(stack, who)))),
    { scope: 'worker' },
  ],
  logs: [
    async ({ stack, identities }, use) =>
      use(forEach(identities, (who) => new CloudWatchLogsClient(clientConfig(stack, who)))),
    { scope: 'worker' },
  ],
  api: async ({ request, stack, identities }, use) => use(new DocumentsApi(request, stack, identities.client)),
});

/** A small document nobody has sent before. */
export function newDocument(changes: Partial<DocumentRequest> = {}): DocumentRequest {
  return { fileName: 'e2e.txt', contentType: 'text/plain', content: `written by e2e ${randomUUID()}`, ...changes };
}

/** The receipt of a stored document; fails with the answer's text when there is none. */
export async function receiptOf(answer: APIResponse, status = 201): Promise<DocumentReceipt> {
  expect(answer.status(), await answer.text()).toBe(status);
  return (await answer.json()) as DocumentReceipt;
}

export { refusalOf, requestIdOf } from './answers.ts';
export { expect };
