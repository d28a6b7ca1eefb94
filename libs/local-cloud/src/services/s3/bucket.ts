import type { BucketConfiguration } from './configuration/bucket-configuration.ts';
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

  /** A bucket that once had versioning cannot lose it: without the declaration it is suspended. */
  get versioning(): 'Enabled' | 'Suspended' | undefined {
    return this.configuration.versioning ?? (this.store.index.everVersioned ? 'Suspended' : undefined);
  }

  newVersionId(): string {
    return this.configuration.versioning === 'Enabled' ? randomId() : NULL_VERSION;
  }
}
