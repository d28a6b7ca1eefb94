import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { getItem } from '../../capabilities/dynamodb/get-item.ts';
import { putItem } from '../../capabilities/dynamodb/put-item.ts';
import { getObject } from '../../capabilities/s3/get-object.ts';
import { denyDestruction } from '../../guardrails/iam/deny-destruction.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/** What an operator of the payments API looks at, and the table they write. */
export interface PaymentOperator extends InRegion {
  readonly transactionsTable: string;
  readonly revokedCertificatesTable: string;
  readonly bucket: string;
  /** Below which receipts are: `receipts/`. */
  readonly receiptPrefix: string;
}

/**
 * An operator, who is a person: looks transactions and receipts up and revokes client certificates. A revocation is for good: they
 * delete none, nor anything else. Their role's trust policy asks for a second factor: `assumableByPolicy` with `mfa`.
 *
 * @example
 * const at: PaymentOperator = {
 *   ...here,
 *   transactionsTable: 'transactions',
 *   revokedCertificatesTable: 'revoked-certificates',
 *   bucket: 'docs',
 *   receiptPrefix: 'receipts/',
 * };
 * paymentOperatorPolicy(at).kind; // => identity
 */
export function paymentOperatorPolicy(at: PaymentOperator): Policy {
  return identityPolicy('payment-operator', [
    getItem({ ...at, table: at.transactionsTable, sid: 'ReadTransactions' }),
    getObject({ partition: at.partition, bucket: at.bucket, keys: `${at.receiptPrefix}*`, sid: 'ReadReceipts' }),
    getItem({ ...at, table: at.revokedCertificatesTable, sid: 'ReadRevocations' }),
    putItem({ ...at, table: at.revokedCertificatesTable, sid: 'RevokeCertificates' }),
    denyDestruction(),
  ]);
}
