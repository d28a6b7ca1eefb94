/*
 * Object Lock without requests and disks: how long a version is kept, and who may end that earlier.
 * Source: Amazon S3 User Guide, "Locking objects with Object Lock".
 */

export const retentionModes = ['GOVERNANCE', 'COMPLIANCE'] as const;
export type RetentionMode = (typeof retentionModes)[number];

export interface Retention {
  readonly mode: RetentionMode;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** What protects a version. */
export interface VersionLock {
  /** Null once it was taken away. */
  readonly retention?: Retention | null;
  /** Undefined while nobody has said anything about it. */
  readonly legalHold?: boolean;
}

/** Object Lock of a bucket, with the retention of versions that bring none. */
export interface BucketLock {
  readonly defaultRetention?: DefaultRetention;
}

/** In days or years, as it was declared. */
export type DefaultRetention = { readonly mode: RetentionMode } & (
  { readonly days: number } | { readonly years: number }
);

export const DAY = 86_400_000;

/** A version made at `at` that brings no retention of its own. S3 counts years of 365 days. */
export function retentionFrom(from: DefaultRetention, at: number): Retention {
  return { mode: from.mode, until: at + ('days' in from ? from.days : from.years * 365) * DAY };
}

/** Of two retentions of one version the one that keeps it longer; compliance outlasts governance that is not longer. */
export function longer(one: Retention | null | undefined, other: Retention | null | undefined): Retention | undefined {
  if (!one || !other) return one ?? other ?? undefined;
  if (one.until !== other.until) return one.until > other.until ? one : other;
  return one.mode === 'COMPLIANCE' ? one : other;
}

/** Whether a version may be deleted for good. `bypass`: the caller may, and wants to, set governance aside. */
export function isDeletable({ legalHold, retention }: VersionLock, bypass: boolean, now: number): boolean {
  if (legalHold === true) return false;
  return !isInForce(retention, now) || (bypass && retention.mode === 'GOVERNANCE');
}

/** Whether the retention of a version may be replaced by another one, or taken away: longer always, anything else only with governance. */
export function mayReplace(
  before: Retention | null | undefined,
  after: Retention | undefined,
  bypass: boolean,
  now: number,
): boolean {
  if (!isInForce(before, now)) return true;
  if (after?.mode === before.mode && after.until >= before.until) return true;
  return bypass && before.mode === 'GOVERNANCE';
}

/**
 * Whether a version goes with a bucket that Terraform's provider is to empty. It sets governance aside; of what is left it takes the
 * legal hold away, and then deletes without setting anything aside.
 */
export function goesWithBucket(lock: VersionLock, now: number): boolean {
  return isDeletable(lock, true, now) || isDeletable({ ...lock, legalHold: false }, false, now);
}

/** Whether one goes with a declared object whose deletion is to be forced: the provider sets governance aside both times. */
export function goesWithObject(lock: VersionLock, now: number): boolean {
  return isDeletable({ ...lock, legalHold: false }, true, now);
}

/** Whether a version goes with the object that a program no longer declares at its key. */
export function goesUndeclared(lock: VersionLock, forceDestroy: boolean, now: number): boolean {
  return forceDestroy ? goesWithObject(lock, now) : isDeletable(lock, false, now);
}

/** Days that are left, the one that has begun included (`s3:object-lock-remaining-retention-days`). */
export function remainingDays({ until }: Retention, now: number): number {
  return Math.ceil((until - now) / DAY);
}

function isInForce(retention: Retention | null | undefined, now: number): retention is Retention {
  return !!retention && retention.until > now;
}
