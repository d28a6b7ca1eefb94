import type { Payment, PaymentRecord } from '@palisade/shared-types';

/** What a caller sees of a record: its payment, none of the platform's own. The same record gives the same bytes as JSON. */
export function paymentView(record: PaymentRecord): Payment {
  const { transactionId, customerId, amount, currency, description, metadata, status, createdAt } = record;
  return {
    transactionId,
    customerId,
    amount,
    currency,
    ...(description !== undefined && { description }),
    ...(metadata && { metadata }),
    status,
    createdAt,
  };
}
