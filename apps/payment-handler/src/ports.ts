import type { PaymentRecord } from '@palisade/shared-types';

export interface Limits {
  /** Milliseconds until Lambda ends the invocation. */
  remainingMillis: number;
}

/** The port to the transactions table. Every method throws an `HttpProblem` (502 or 503) when the table fails. */
export interface Payments {
  /** Records a new payment, unless there is one of that id: then it is given back and nothing is changed. */
  record(payment: PaymentRecord, limits: Limits): Promise<PaymentRecord | 'recorded'>;
  /** As it is now: a consistent read. */
  get(transactionId: string, limits: Limits): Promise<PaymentRecord | undefined>;
}

/** The port to the deny-list. It throws an `HttpProblem` (502 or 503) when the list cannot be read: nobody gets past it then. */
export interface Revocations {
  isRevoked(serialNumber: string, limits: Limits): Promise<boolean>;
}

/** The port to the bucket. It throws an `HttpProblem` (502 or 503) when S3 fails. */
export interface Receipts {
  /** Writes a payment's receipt, unless it is there: nothing is ever replaced. */
  write(payment: PaymentRecord, limits: Limits): Promise<'written' | 'exists'>;
}

/** What the operations reach the world through. */
export interface Ports {
  payments: Payments;
  revocations: Revocations;
  receipts: Receipts;
  now(): Date;
  /** Into every further log line of the request: identifiers only. */
  tag(fields: Readonly<Record<string, string>>): void;
}
