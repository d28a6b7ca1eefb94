import { attributes, plain, type Attributes } from '@palisade/lambda-kit';
import type { PaymentRecord } from '@palisade/shared-types';

/** A record as an item. The amount is DynamoDB's exact number of minor units, beside the decimal that callers see. */
export function paymentItem({ amountMinor, ...record }: PaymentRecord): Attributes {
  return { ...attributes({ ...record }), amountMinor: { N: amountMinor.toString() } };
}

/** The record in an item, equal to the one it was made of: metadata is sorted again, for DynamoDB keeps no order. */
export function paymentRecord({ amountMinor, ...item }: Readonly<Record<string, object>>): PaymentRecord {
  const { metadata, ...record } = plain(item) as unknown as Omit<PaymentRecord, 'amountMinor'>;
  const { N } = amountMinor as { N: string };
  return {
    ...record,
    amountMinor: BigInt(N),
    ...(metadata && { metadata: Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}
