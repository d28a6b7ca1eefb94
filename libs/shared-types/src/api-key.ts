import { createHash } from 'node:crypto';
import type { ApiKeyLevel } from './api-key-level.ts';

/**
 * An API key of the document processing platform: `plk_` (so that secret scanners know it) and 32 random bytes in base64url.
 * API Gateway takes 20 to 128 characters.
 */
export const API_KEY_PATTERN = '^plk_[A-Za-z0-9_-]{43}$';

/** The key made of 32 bytes from a cryptographic random number generator; throws when there are more or fewer. */
export function apiKeyOf(randomBytes: Uint8Array): string {
  if (randomBytes.length !== 32)
    throw new RangeError(`An API key is made of 32 random bytes, not ${randomBytes.length}.`);
  return `plk_${Buffer.from(randomBytes).toString('base64url')}`;
}

/** Whether `value` has the form of a key: only such a value is worth a look into the permissions table. */
export function isApiKey(value: string): boolean {
  return /^plk_[A-Za-z0-9_-]{43}$/.test(value);
}

/**
 * What is stored of a key, and found by it: SHA-256 over its characters, lower-case hex.
 *
 * A plain hash is enough because a key has 256 random bits: there is no list of likely keys to try, so neither a salt nor a
 * slow hash (bcrypt, Argon2) would add anything, and both would rule out finding a key with one `GetItem`. Comparing happens
 * in that lookup, by hash: its timing can tell nothing about a key.
 */
export function apiKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** An item of the permissions table. The key itself is nowhere: it is shown once, when it is made. */
export interface ApiPermission {
  /** Partition key: {@link apiKeyHash}. */
  keyHash: string;
  /** Who holds the key: owner of what it submits. Never given to another client later. */
  clientId: string;
  level: ApiKeyLevel;
  /** False while the key is suspended. */
  enabled: boolean;
  /** Epoch seconds from which on the key is no longer taken; also the table's TTL attribute. */
  expiresAt?: number;
  /** Epoch seconds; once there, the key is never taken again. */
  revokedAt?: number;
  /** API Gateway's id of the key, by which it belongs to a usage plan. */
  apiKeyId?: string;
  /** Epoch seconds. */
  createdAt?: number;
}

/** Client ids: they become owners in the documents table and are logged. */
export const CLIENT_ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';
