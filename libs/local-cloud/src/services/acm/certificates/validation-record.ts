import { createHash } from 'node:crypto';

/** The record that proves to ACM that a domain is the account's own. */
export interface ValidationRecord {
  /** With the last dot, as ACM shows it. */
  readonly name: string;
  readonly type: 'CNAME';
  readonly value: string;
}

/**
 * One for a domain of an account: the same in every region, for every certificate, and for the wildcard of the domain.
 * Source: AWS Certificate Manager User Guide, "AWS Certificate Manager DNS validation".
 */
export function validationRecord(accountId: string, domainName: string): ValidationRecord {
  const domain = domainName.replace(/^\*\./, '').toLowerCase();
  const digits = createHash('sha512').update(`acm ${accountId} ${domain}`).digest();
  const hex = (from: number): string => digits.toString('hex', from, from + 16);
  const letters = Array.from(digits.subarray(32, 42), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
  return {
    name: `_${hex(0)}.${domain}.`,
    type: 'CNAME',
    value: `_${hex(16)}.${letters}.acm-validations.aws.`,
  };
}
