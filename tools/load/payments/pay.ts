import { setTimeout } from 'node:timers/promises';
import type { PaymentAnswer, PaymentsApi } from '../../../apps/e2e/src/payments-api.ts';

/** A payment that was acknowledged. */
export interface Acknowledged {
  readonly number: number;
  readonly transactionId: string;
  /** As it was sent. */
  readonly amount: string;
  /** The body of the answer. */
  readonly answer: string;
  /** How often it was sent. */
  readonly attempts: number;
}

export interface Target {
  readonly api: PaymentsApi;
  /** Of this run: what ids begin with. */
  readonly run: string;
}

/** What a client takes as a reason to send the same again: a broken connection, a fault that is not the payment's. */
const passing = (status: number): boolean => status === 429 || status >= 500;

/** Addresses that payments are sent from by turns: each may send a hundred in five minutes. */
const ADDRESSES = 24;

/** The payment with a number: the ids are new, the amounts all different. */
export function paymentOf(run: string, number: number) {
  const amount = `${number + 1}.${String(number % 100).padStart(2, '0')}`;
  return { transactionId: `${run}-${number}`, customerId: 'load', amount };
}

export const send = ({ api, run }: Target, number: number): Promise<PaymentAnswer> =>
  api.call({
    path: '/process-payment',
    body: paymentOf(run, number),
    from: `127.0.1.${1 + (number % ADDRESSES)}`,
  });

/** Sends the payment with a number, again and again, until it is acknowledged. */
export async function pay(target: Target, number: number): Promise<Acknowledged> {
  const { amount, transactionId } = paymentOf(target.run, number);
  for (let attempts = 1; ; attempts++) {
    // Without an answer the cloud is gone; it comes back.
    const { status, text } = await send(target, number).catch(() => ({ status: 503, text: '' }));
    if (status === 201) return { number, transactionId, amount, answer: text, attempts };
    if (!passing(status)) throw new Error(`Payment ${number} was refused with ${status}: ${text}`);
    await setTimeout(Math.min(100 * attempts, 1000));
  }
}

/** Sends payments 0 to `count`, `concurrency` at a time; tells of each that is acknowledged. */
export async function payAll(
  target: Target,
  { concurrency, count }: { readonly concurrency: number; readonly count: number },
  onAcknowledged: (count: number) => void,
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let next = 0;
  const workers = Array.from({ length: concurrency }, async () => {
    while (next < count) {
      acknowledged.push(await pay(target, next++));
      onAcknowledged(acknowledged.length);
    }
  });
  await Promise.all(workers);
  return acknowledged;
}
