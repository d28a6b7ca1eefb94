import { randomUUID } from 'node:crypto';
import type { Payment } from '@palisade/shared-types';
import { test as base, expect } from '@playwright/test';
import { issueCertificate } from './certificates.ts';
import { PaymentsApi, type ClientCertificate, type PaymentAnswer } from './payments-api.ts';
import { currentStack, type PaymentsOutputs, type Stack } from './stack.ts';

export interface WorkerFixtures {
  readonly stack: Stack<PaymentsOutputs>;
  /** Two clients, each with a certificate from the truststore's authority. */
  readonly client: ClientCertificate;
  readonly otherClient: ClientCertificate;
}

export interface TestFixtures {
  /** The API for the first client. */
  readonly api: PaymentsApi;
}

/** Checks of a payments stack. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [async ({}, use) => use(currentStack('payments')), { scope: 'worker' }],
  client: [async ({}, use) => use(issueCertificate(newName())), { scope: 'worker' }],
  otherClient: [async ({}, use) => use(issueCertificate(newName())), { scope: 'worker' }],
  api: async ({ stack, client }, use) => use(new PaymentsApi(stack, client)),
});

const newName = (): string => `e2e-${randomUUID().slice(0, 8)}`;

/** A payment nobody has made before. */
export function newPayment(changes: Readonly<Record<string, unknown>> = {}) {
  return { transactionId: `e2e-${randomUUID()}`, customerId: 'cust-123', amount: '99.99', ...changes };
}

/** Makes a payment; fails with the answer's text when it is not made. */
export async function pay(api: PaymentsApi, body: object = newPayment()): Promise<Payment> {
  return paymentOf(await api.call({ path: '/process-payment', body }));
}

/** The payment in an answer. */
export function paymentOf(answer: PaymentAnswer, status = 201): Payment {
  expect(answer.status, answer.text).toBe(status);
  return JSON.parse(answer.text) as Payment;
}

/** What a refusal is: its status, and the code of its problem. */
export function problemOf({ headers, status, text }: PaymentAnswer): {
  readonly status: number;
  readonly code: string;
} {
  expect(headers['content-type'], text).toContain('application/problem+json');
  const { type = '' } = JSON.parse(text) as { type?: string };
  return { status, code: type.replace('urn:palisade:problem:', '') };
}

/** The code of the error a connection ends with, or the status it is answered with. */
export function outcomeOf(call: Promise<PaymentAnswer>): Promise<string | number> {
  return call.then(
    ({ status }) => status,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}

export { reasonOf, refusalOf } from './answers.ts';
export { expect };
