import { randomUUID } from 'node:crypto';
import { test as base, expect } from '@playwright/test';
import type { Cloud } from './cloud.ts';
import { issueClient, openPayments, stackOf, type PaymentsStack } from './payments-cloud.ts';
import { PaymentsApi, type ClientCertificate } from '../payments-api.ts';

export interface WorkerFixtures {
  /** A local cloud with a payments stack, which nobody else misses when it is killed. */
  readonly cloud: Cloud;
  readonly stack: PaymentsStack;
  readonly client: ClientCertificate;
}

/** Checks of what goes wrong. Whatever one does to the cloud it undoes: the next one has the same. */
export const test = base.extend<{ readonly api: PaymentsApi }, WorkerFixtures>({
  cloud: [
    async ({}, use) => {
      const cloud = await openPayments();
      await use(cloud);
      await cloud.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  stack: [async ({ cloud }, use) => use(await stackOf(cloud)), { scope: 'worker' }],
  client: [async ({ cloud }, use) => use(await issueClient(cloud, newName())), { scope: 'worker' }],
  api: async ({ stack, client }, use) => use(new PaymentsApi(stack, client)),
});

export const newName = (): string => `faults-${randomUUID().slice(0, 8)}`;

export { expect };
