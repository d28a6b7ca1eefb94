import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient } from '@aws-sdk/client-kms';
import { parseStatusReport, type StatusReport } from '@palisade/shared-types';
import { test as base, expect, type APIResponse } from '@playwright/test';
import { clientConfig, forEach, takeRoles, type Identities, type IdentityName } from './identities.ts';
import { SecureApi } from './secure-api.ts';
import { currentStack, type SecureApiOutputs, type Stack } from './stack.ts';

export interface WorkerFixtures {
  readonly stack: Stack<SecureApiOutputs>;
  readonly identities: Identities;
  /** A CloudWatch Logs client of each identity. */
  readonly logs: Readonly<Record<IdentityName, CloudWatchLogsClient>>;
  /** A KMS client of each identity. */
  readonly kms: Readonly<Record<IdentityName, KMSClient>>;
}

export interface TestFixtures {
  readonly api: SecureApi;
}

/** Checks of a secure-api stack. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [async ({}, use) => use(currentStack('secure-api')), { scope: 'worker' }],
  identities: [async ({ stack }, use) => use(await takeRoles(stack)), { scope: 'worker' }],
  logs: [
    async ({ stack, identities }, use) =>
      use(forEach(identities, (who) => new CloudWatchLogsClient(clientConfig(stack, who)))),
    { scope: 'worker' },
  ],
  kms: [
    async ({ stack, identities }, use) => use(forEach(identities, (who) => new KMSClient(clientConfig(stack, who)))),
    { scope: 'worker' },
  ],
  api: async ({ request, stack, identities }, use) => use(new SecureApi(request, stack, identities.client)),
});

/** The report in a 200; fails with the answer's text when there is none. */
export async function reportOf(answer: APIResponse): Promise<StatusReport> {
  expect(answer.status(), await answer.text()).toBe(200);
  const parsed = parseStatusReport(await answer.json());
  if (!parsed.ok) throw new Error(`The answer is no report: ${JSON.stringify(parsed.errors)}`);
  return parsed.value;
}

export { refusalOf, requestIdOf } from './answers.ts';
export { expect };
