import type { Grant } from '../grant.ts';

/** One version of a key's material as it lies on disk. */
export interface StoredMaterial {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Why it was made; absent on the first. */
  readonly rotation?: 'AUTOMATIC' | 'ON_DEMAND';
  /** 256 bits, wrapped with the stack's master key, base64. */
  readonly wrapped: string;
}

/** What a deleted key still shows while it waits. */
export interface LastSeen {
  /** JSON text. */
  readonly policy: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ScheduledDeletion {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly windowInDays: number;
  /** Present once the program no longer declares the key. */
  readonly last?: LastSeen;
}

/** Everything that is stored of one key. Replaced as a whole, never changed in place. */
export interface StoredKey {
  readonly id: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Oldest first; the last one encrypts. */
  readonly materials: readonly StoredMaterial[];
  /** EnableKey or DisableKey, and what the program said then: it holds until the program says something else. */
  readonly switched?: { readonly enabled: boolean; readonly declared: boolean };
  /** Automatic rotation as it was last declared, and since when. */
  readonly rotating?: { readonly since: number; readonly periodInDays: number };
  readonly deletion?: ScheduledDeletion;
  /** Made by CreateGrant and by services. */
  readonly grants: readonly Grant[];
  /** Ids of declared grants that were revoked or retired. */
  readonly ended: readonly string[];
  /** The material has been erased; the program declares the key still. */
  readonly gone?: true;
}
