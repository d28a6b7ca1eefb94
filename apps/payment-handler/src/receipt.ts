import type { PaymentRecord } from '@palisade/shared-types';
import { paymentView } from './payment-view.ts';

/** The receipt's bytes: the payment, and by whom it was made. Made of the record alone, so that every attempt writes the same. */
export function receiptOf(record: PaymentRecord): Buffer {
  const { amountMinor, requestId, requestHash, subjectDN, issuerDN, serialNumber } = record;
  const receipt = {
    version: 1,
    payment: paymentView(record),
    // Text, because JSON readers make floats of numbers.
    amountMinor: amountMinor.toString(),
    requestId,
    requestHash,
    clientCertificate: { subjectDN, issuerDN, serialNumber },
  };
  return Buffer.from(`${JSON.stringify(receipt)}\n`);
}
