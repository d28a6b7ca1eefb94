import { createHash } from 'node:crypto';
import type { Payment } from './payment.ts';

/** A payment as it is recorded: what its caller sees, and what only the platform needs to know of it. */
export interface PaymentRecord extends Payment {
  /** The amount in minor units of the currency (cents), which is what is stored. */
  amountMinor: bigint;
  /** API Gateway's id of the request that made it: the one in its access log. */
  requestId: string;
  /** Hash of the request and its caller, by which a retry is known from another payment under the same id. */
  requestHash: string;
  /** Whose payment it is: the subject of the client certificate it was made with. */
  subjectDN: string;
  /** Issuer and serial number of that very certificate, for the auditor. */
  issuerDN: string;
  serialNumber: string;
}

/** Where receipts are in the bucket. */
export const RECEIPTS_PREFIX = 'receipts/';

/**
 * The key of a payment's receipt: `receipts/<first two hex digits of the id's SHA-256>/<id>.json`. The digits spread the load
 * over S3's partitions, however alike the ids are.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export function receiptKey(transactionId: string): string {
  const digits = createHash('sha256').update(transactionId).digest('hex').slice(0, 2);
  return `${RECEIPTS_PREFIX}${digits}/${transactionId}.json`;
}
