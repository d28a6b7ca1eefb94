import { check, type Result } from './check.ts';
import type { Model, TypeOf } from './schema.ts';

/** Ids are keys of the table, part of a key in S3, and logged: ASCII, and nothing that means something in a path. */
const idPattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';
const idDescription = 'must be 1 to 64 letters, digits, ".", "_" or "-", the first one a letter or digit';

/**
 * The body of `POST /process-payment`, once: the API Gateway request model. {@link PaymentRequest} is its type and
 * {@link parsePaymentRequest} its runtime check.
 */
export const paymentRequestModel = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'PaymentRequest',
  type: 'object',
  properties: {
    transactionId: { type: 'string', description: idDescription, pattern: idPattern },
    customerId: { type: 'string', description: idDescription, pattern: idPattern },
    amount: {
      type: ['number', 'string'],
      description: 'must be a decimal such as 99.99: digits, and a point with digits behind it if need be',
      pattern: '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,3})?$',
    },
    currency: { type: 'string', description: 'must be a currency code of ISO 4217 such as USD', pattern: '^[A-Z]{3}$' },
    description: {
      type: 'string',
      description: 'must be a line of 1 to 256 characters, none of them a control character',
      minLength: 1,
      maxLength: 256,
      pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$',
    },
    metadata: { type: 'object', additionalProperties: { type: 'string', maxLength: 256 } },
  },
  required: ['transactionId', 'customerId', 'amount'],
  additionalProperties: false,
} as const satisfies Model;

/**
 * A payment to make. `transactionId` is the caller's own and makes the request idempotent. `currency` is USD unless given;
 * `amount` has at most as many fraction digits as the currency has.
 */
export type PaymentRequest = TypeOf<typeof paymentRequestModel>;

/** The request in `value` (JSON as `parseExactJson` reads it), or every field that is wrong. */
export function parsePaymentRequest(value: unknown): Result<PaymentRequest> {
  return check(paymentRequestModel, value);
}

/** Whether `value` can be the id of a payment. */
export function isTransactionId(value: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value);
}

/** What `POST /process-payment` (201, also when it is sent again) and `GET /payments/{transactionId}` (200) answer. */
export interface Payment {
  transactionId: string;
  customerId: string;
  /** Decimal with exactly the fraction digits of the currency: `99.90` USD, `100` JPY. */
  amount: string;
  currency: string;
  description?: string;
  metadata?: Record<string, string>;
  /** Recorded for good. */
  status: 'accepted';
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** The payments API: methods and resources as API Gateway names them. */
export const paymentsApi = {
  processPayment: { method: 'POST', resource: '/process-payment' },
  getPayment: { method: 'GET', resource: '/payments/{transactionId}' },
} as const;
