import type { ContextValue } from '@palisade/policies';
import type { Caller } from '../../kernel/operation.ts';
import type { JsonObject } from '../../kernel/wire.ts';
import { optionalText } from '../../kernel/query-input.ts';
import { AccessDenied, ValidationError } from './errors.ts';
import type { StsState } from './state.ts';

/** What a request shows of its caller's MFA device. */
export interface Mfa {
  readonly serialNumber: string;
  readonly tokenCode: string;
}

/** `SerialNumber` and `TokenCode`: both or neither. Source: AWS STS API Reference, AssumeRole and GetSessionToken. */
export function readMfa(input: JsonObject): Mfa | undefined {
  const serialNumber = optionalText(input, 'SerialNumber');
  const tokenCode = optionalText(input, 'TokenCode');
  if (serialNumber === undefined && tokenCode === undefined) return undefined;
  if (serialNumber === undefined || tokenCode === undefined) {
    throw new AccessDenied(
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    );
  }
  if (!/^[\w+=/:,.@-]{9,256}$/.test(serialNumber)) {
    throw invalid(serialNumber, 'serialNumber', '[\\w+=/:,.@-]* and have length between 9 and 256');
  }
  if (!/^\d{6}$/.test(tokenCode)) throw invalid(tokenCode, 'tokenCode', '[\\d]* and have length 6');
  return { serialNumber, tokenCode };
}

/** The condition keys of a caller with a second factor; none without `mfa`. Throws AccessDenied with AWS's words. */
export function proveMfa(
  mfa: Mfa | undefined,
  { principal, now }: Caller,
  { host }: StsState,
): Readonly<Record<string, ContextValue>> {
  if (mfa === undefined) return {};
  switch (host.presentMfa({ ...mfa, principal, now })) {
    case 'accepted':
      return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': 0 };
    case 'invalid-code':
      // AWS's own sentence ends with a space.
      throw new AccessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
    case 'unknown-device':
      throw new AccessDenied(
        'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
          'Please verify your MFA serial number is valid and associated with this user.',
      );
  }
}

function invalid(value: string, name: string, pattern: string): ValidationError {
  return new ValidationError(
    `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ` +
      `Member must satisfy regular expression pattern: ${pattern}`,
  );
}
