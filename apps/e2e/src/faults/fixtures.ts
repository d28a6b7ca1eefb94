import { randomUUID } from 'node:crypto';
import { test as base, expect } from '@playwright/test';
import type { Cloud } from './cloud.ts';
import { issueClient, openPayments, stackOf, type PaymentsStack } from './payments-cloud.ts';
import { PaymentsApi, type ClientCertificate } from '../payments-api.ts';
import { outcomeOf } from '../payments-fixtures.ts';

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

/** 404 for who gets in, as there is no such payment; else how the connection ended. */
export const knock = (stack: PaymentsStack, client: ClientCertificate | 'none'): Promise<string | number> =>
  outcomeOf(new PaymentsApi(stack, { cert: '', key: '' }).call({ path: '/payments/none', as: client }));

/** How a connection ends whose handshake is refused. */
export const CLOSED = /^(ECONNRESET|EPIPE|EPROTO|ERR_SSL_\w+)$/;

export { expect };
