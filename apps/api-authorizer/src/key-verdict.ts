import type { ApiPermission } from '@palisade/shared-types';

/** Why a key is not taken. */
export type KeyFault = 'unknown-key' | 'disabled-key' | 'expired-key' | 'revoked-key';

/** What is wrong with a key at `now`, undefined when nothing is. Revocation is final, so it is what is said first. */
export function keyFault(permission: ApiPermission | undefined, now: Date): KeyFault | undefined {
  if (!permission) return 'unknown-key';
  const seconds = now.getTime() / 1000;
  const { enabled, expiresAt = Infinity, revokedAt = Infinity } = permission;
  if (revokedAt <= seconds) return 'revoked-key';
  if (!enabled) return 'disabled-key';
  // DynamoDB's TTL removes items days after their time, so the time itself decides.
  if (expiresAt <= seconds) return 'expired-key';
  return undefined;
}
