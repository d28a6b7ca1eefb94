import { randomUUID } from 'node:crypto';
import { RECEIPTS_PREFIX } from '@palisade/shared-types';
import { expect, test as base } from './payments-fixtures.ts';
import { paymentsProbe, type PaymentsProbeNames, type PaymentsProbeOutputs } from './payments-probe.ts';
import { attempt, type Attempt } from './probes.ts';

/** What the processor entered and put, as it does for a payment; without one. */
export interface Kept {
  readonly item: { readonly transactionId: string };
  readonly key: string;
}

export interface ProbeFixtures {
  /** Has a probe try something: `ok`, or the error's name and what it says. */
  readonly from: (place: keyof PaymentsProbeNames, what: Attempt) => Promise<string>;
  readonly kept: Kept;
}

/** Checks of a payments stack with the stack of payments-probe/main.ts beside it. */
export const test = base.extend<ProbeFixtures, { readonly beside: PaymentsProbeOutputs }>({
  beside: [async ({ stack }, use) => use(paymentsProbe.outputs(stack)), { scope: 'worker' }],
  from: async ({ beside, stack }, use) => {
    await use(async (place, what) => {
      const { outcome, reason } = await attempt(stack, beside[place], what);
      return reason === '' ? outcome : `${outcome}: ${reason}`;
    });
  },
  kept: async ({ from, stack }, use) => {
    const { dynamodb_table_name: table, kms_s3_key_arn: keyArn, s3_bucket_name: bucket } = stack.outputs;
    const kept: Kept = { item: { transactionId: newProbeId() }, key: `${RECEIPTS_PREFIX}${newProbeId()}.json` };
    expect(await from('processor', { action: 'PutItem', table, item: kept.item, once: true })).toBe('ok');
    expect(await from('processor', { action: 'PutObject', bucket, key: kept.key, keyArn })).toBe('ok');
    await use(kept);
  },
});

export const newProbeId = (): string => `probe-${randomUUID()}`;

export const denied = /^AccessDenied(Exception)?: /;
/** By a Deny, whosever: where two deny, AWS names one. */
export const explicitly = /^AccessDenied(Exception)?: .* with an explicit deny in an? \S+ policy/;
export const byResource = /^AccessDenied(Exception)?: .* with an explicit deny in a resource-based policy/;
export const byEndpoint = /^AccessDenied(Exception)?: .* because no VPC endpoint policy allows/;
/** A way that is none. */
export const nowhere = /^TimeoutError/;

export { reasonOf, refusalOf } from './payments-fixtures.ts';
export { expect };
