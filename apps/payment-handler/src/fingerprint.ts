import { createHash } from 'node:crypto';
import type { Order } from './read-payment.ts';

/**
 * All that makes two requests the same one, as lower-case hex SHA-256: the caller and the payment as it is read, however it was
 * written (`99.9`, `"99.90"`). The caller is the subject of the certificate, so that a retry may come with a renewed one.
 */
export function fingerprint(order: Order, subjectDN: string): string {
  const { transactionId, customerId, amountMinor, currency, description, metadata } = order;
  const parts = [
    'palisade.payment.1',
    subjectDN,
    transactionId,
    customerId,
    amountMinor.toString(),
    currency,
    description ?? null,
    Object.entries(metadata ?? {}),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
