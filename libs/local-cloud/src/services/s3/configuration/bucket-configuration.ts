import type { BucketPolicy } from './bucket-policy.ts';
import type { DeclaredObject } from './declared-object.ts';
import type { NotificationRule } from '../notifications/notification-rule.ts';
import type { BucketLock } from '../locks/retention.ts';
import type { LifecycleRule } from './lifecycle-rule.ts';

/** Everything the graph says about one bucket. */
export interface BucketConfiguration {
  readonly urn: string;
  readonly stack: string;
  /** Another one when the bucket was replaced, even by one of the same name; undefined if the engine does not tell. */
  readonly identity: string | undefined;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly forceDestroy: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Undefined: never declared, or declared `Disabled`. */
  readonly versioning: 'Enabled' | 'Suspended' | undefined;
  /** Declared `Disabled`, which is possible only for a bucket that never had versioning. */
  readonly versioningDisabled: boolean;
  /** Undefined: never declared, or not any more. */
  readonly objectLock?: BucketLock;
  readonly ownership: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
  readonly publicAccessBlock: PublicAccessBlock;
  /** By its own block or by that of the account. */
  readonly blocksPublicAcls: boolean;
  readonly encryption: BucketEncryption;
  readonly policy?: BucketPolicy;
  readonly logging?: BucketLogging;
  readonly lifecycle?: BucketLifecycle;
  readonly notifications: readonly NotificationRule[];
  readonly objects: readonly DeclaredObject[];
}

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly ignorePublicAcls: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface BucketEncryption {
  readonly algorithm: 'AES256' | 'aws:kms';
  /** As declared: the ARN of a key or an alias, or the id of a key; present with `aws:kms`. */
  readonly kmsKeyId?: string;
  readonly bucketKeyEnabled: boolean;
  readonly blocksCustomerKeys: boolean;
}

export interface BucketLogging {
  readonly targetBucket: string;
  readonly targetPrefix: string;
  /** `simple` puts the time into the object's name only; the others into a path of dates before it. */
  readonly keyFormat: 'simple' | 'EventTime' | 'DeliveryTime';
}

export interface BucketLifecycle {
  readonly rules: readonly LifecycleRule[];
  /** The smallest object a transition moves, bytes. */
  readonly smallestTransition: 'all_storage_classes_128K' | 'varies_by_storage_class';
}

/** What a new bucket has without any declaration. Source: Amazon S3 User Guide, "Default settings for new S3 buckets". */
export const newBucket = {
  versioning: undefined,
  ownership: 'BucketOwnerEnforced',
  publicAccessBlock: {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  encryption: { algorithm: 'AES256', bucketKeyEnabled: false, blocksCustomerKeys: true },
} as const satisfies Partial<BucketConfiguration>;
