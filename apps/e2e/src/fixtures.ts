import { randomUUID } from 'node:crypto';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import type { DocumentReceipt, DocumentRequest } from '@palisade/shared-types';
import { test as base, expect, type APIResponse } from '@playwright/test';
import { DocumentsApi } from './documents-api.ts';
import { assumeRole, clientConfig } from './identities.ts';
import { currentStack, type Credentials, type Stack } from './stack.ts';

/** Roles of the stack a test may take; everything else is done as the deployer. */
export interface Identities {
  readonly client: Credentials;
  readonly verifier: Credentials;
}

type IdentityName = keyof Identities | 'deployer';

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

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [async ({}, use) => use(currentStack()), { scope: 'worker' }],
  identities: [
    async ({ stack }, use) => {
      const [client, verifier] = await Promise.all([
        assumeRole(stack, stack.outputs.clientRoleArn),
        assumeRole(stack, stack.outputs.verifierRoleArn),
      ]);
      await use({ client, verifier });
    },
    { scope: 'worker' },
  ],
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

function forEach<Client>(
  { client, verifier }: Identities,
  make: (who?: Credentials) => Client,
): Record<IdentityName, Client> {
  return { client: make(client), verifier: make(verifier), deployer: make() };
}

/** A small document nobody has sent before. */
export function newDocument(changes: Partial<DocumentRequest> = {}): DocumentRequest {
  return { fileName: 'e2e.txt', contentType: 'text/plain', content: `written by e2e ${randomUUID()}`, ...changes };
}

/** The receipt of a stored document; fails with the answer's text when there is none. */
export async function receiptOf(answer: APIResponse, status = 201): Promise<DocumentReceipt> {
  expect(answer.status(), await answer.text()).toBe(status);
  return (await answer.json()) as DocumentReceipt;
}

/** API Gateway's request id: what the access log and the function's log call this request. */
export function requestIdOf(answer: APIResponse): string {
  const id = answer.headers()['x-amzn-requestid'];
  if (id === undefined) throw new Error('The answer carries no x-amzn-RequestId header.');
  return id;
}

/** The error's name and HTTP status as the AWS SDK reports them, or undefined when the call succeeded. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = (error as { $metadata?: { httpStatusCode?: number } }).$metadata;
    return { name: error.name, status: metadata?.httpStatusCode };
  }
}

export { expect };
