import { EventProblem } from '@palisade/lambda-kit';
import { CLIENT_ID_PATTERN, isApiKeyLevel, type ApiPermission } from '@palisade/shared-types';

/**
 * The permission in an item of the table. An item that is not whole fails the request and never lets anybody in: whoever
 * writes the table by hand finds the attribute named in the log.
 */
export function readPermission(item: Readonly<Record<string, unknown>>): ApiPermission {
  const { keyHash, clientId, level, enabled, expiresAt, revokedAt } = item;
  if (typeof keyHash !== 'string') throw malformed('keyHash');
  if (typeof clientId !== 'string' || !new RegExp(CLIENT_ID_PATTERN).test(clientId)) throw malformed('clientId');
  if (!isApiKeyLevel(level)) throw malformed('level');
  if (typeof enabled !== 'boolean') throw malformed('enabled');
  return { keyHash, clientId, level, enabled, ...time('expiresAt', expiresAt), ...time('revokedAt', revokedAt) };
}

/** Epoch seconds, or nothing: a key without `expiresAt` does not expire. */
function time<Name extends 'expiresAt' | 'revokedAt'>(name: Name, value: unknown): { [N in Name]?: number } {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw malformed(name);
  // Milliseconds would be the year 50000: a key that never expires, by mistake.
  if (value > 99_999_999_999) throw malformed(name);
  return { [name]: value } as { [N in Name]?: number };
}

function malformed(attribute: string): EventProblem {
  return new EventProblem(
    'malformed-permission',
    `An item of the permissions table has a wrong or missing ${attribute}`,
  );
}
