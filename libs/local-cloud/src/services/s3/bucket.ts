import type { BucketConfiguration } from './configuration/bucket-configuration.ts';
import { retentionFrom, type BucketLock, type VersionLock } from './locks/retention.ts';
import { randomId } from './storage/entropy.ts';
import type { ObjectStore } from './storage/object-store.ts';
import { NULL_VERSION } from './storage/object-version.ts';

/** A bucket as it is now: what the graph says about it and what is in it. */
export class Bucket {
  readonly configuration: BucketConfiguration;
  readonly store: ObjectStore;

  constructor(configuration: BucketConfiguration, store: ObjectStore) {
    this.configuration = configuration;
    this.store = store;
  }

  get name(): string {
    return this.configuration.name;
  }

  get arn(): string {
    return this.configuration.arn;
  }

  /** A bucket that once had Object Lock keeps it: without the declaration there is no default retention any more. */
  get objectLock(): BucketLock | undefined {
    return this.configuration.objectLock ?? (this.store.hasObjectLock ? {} : undefined);
  }

  /**
   * A bucket that once had versioning cannot lose it: without the declaration it is suspended. With Object Lock it is on for good.
   */
  get versioning(): 'Enabled' | 'Suspended' | undefined {
    if (this.objectLock !== undefined) return 'Enabled';
    return this.configuration.versioning ?? (this.store.index.everVersioned ? 'Suspended' : undefined);
  }

  newVersionId(): string {
    return this.versioning === 'Enabled' ? randomId() : NULL_VERSION;
  }

  /** The lock of a version made at `at`: what its writer asks for, else the bucket's default. */
  lockFor({ legalHold, retention }: VersionLock, at: number): VersionLock {
    const { defaultRetention } = this.objectLock ?? {};
    const kept = retention ?? (defaultRetention && retentionFrom(defaultRetention, at));
    return { ...(kept && { retention: kept }), ...(legalHold !== undefined && { legalHold }) };
  }
}
