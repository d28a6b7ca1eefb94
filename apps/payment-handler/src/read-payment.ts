import { HttpProblem } from '@palisade/lambda-kit';
import type { FieldError, PaymentRecord, PaymentRequest } from '@palisade/shared-types';
import { readAmount } from './amount.ts';
import { fractionDigits } from './currencies.ts';

/** A payment as it was asked for: what of the record is the caller's own. */
export type Order = Pick<
  PaymentRecord,
  'transactionId' | 'customerId' | 'amount' | 'amountMinor' | 'currency' | 'description' | 'metadata'
>;

const MAX_ENTRIES = 20;

/**
 * The request in the one form in which it is compared and stored: the amount exact, the currency named, metadata sorted (DynamoDB
 * keeps no order) and left out when empty. A 400 names every field that the request model could not check.
 */
export function readPayment(request: PaymentRequest): Order {
  const { transactionId, customerId, currency = 'USD', description, metadata = {} } = request;
  const digits = fractionDigits(currency);
  const amount = digits === undefined ? undefined : readAmount(request.amount, { currency, fractionDigits: digits });
  const entries = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));

  const errors: FieldError[] = metadataFaults(entries);
  if (digits === undefined) errors.push({ field: 'currency', message: 'is no currency of ISO 4217 that is in use' });
  if (typeof amount === 'string') errors.push({ field: 'amount', message: amount });
  if (description?.isWellFormed() === false) {
    errors.push({ field: 'description', message: 'must be well-formed Unicode' });
  }
  if (errors.length > 0 || amount === undefined || typeof amount === 'string') throw HttpProblem.fields(errors);
  return {
    transactionId,
    customerId,
    amount: amount.text,
    amountMinor: amount.minor,
    currency,
    ...(description !== undefined && { description }),
    ...(entries.length > 0 && { metadata: Object.fromEntries(entries) }),
  };
}

function metadataFaults(entries: readonly [string, string][]): FieldError[] {
  if (entries.length > MAX_ENTRIES) return [{ field: 'metadata', message: `must have at most ${MAX_ENTRIES} entries` }];
  return entries.flatMap(([name, value]) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
      const message = 'must have names of 1 to 64 letters, digits, ".", "_" or "-", the first one a letter or digit';
      return [{ field: 'metadata', message }];
    }
    return value.isWellFormed() ? [] : [{ field: `metadata.${name}`, message: 'must be well-formed Unicode' }];
  });
}
