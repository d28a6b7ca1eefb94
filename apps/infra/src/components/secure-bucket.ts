import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface SecureBucketArgs {
  /** Whole bucket name. */
  readonly bucketName: string;
  /** `account-regional` when left out: nobody else can take such a name. `global`: for a name that is prescribed. */
  readonly namespace?: 'account-regional' | 'global';
  /** Whether objects can be locked, which a bucket learns when it is made; and for how long they are, if nobody says so for each. */
  readonly objectLock?: ObjectLock;
  /** JSON policy document. */
  readonly policy: pulumi.Input<string>;
  /** The customer managed key that encrypts its objects, bucket key and all; S3's own AES-256 keys when left out. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  readonly lifecycleRules: aws.types.input.s3.BucketLifecycleConfigurationRule[];
  /** Whether deleting the stack deletes the objects too. */
  readonly forceDestroy: boolean;
  /** Where the bucket's access log goes, once that bucket can take it. A log bucket has none. */
  readonly accessLog?: AccessLog;
}

export interface ObjectLock {
  /** `GOVERNANCE`: who may bypass it, may. `COMPLIANCE`: nobody deletes an object before its time. */
  readonly retention: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number } | undefined;
}

export interface AccessLog {
  readonly bucketName: pulumi.Input<string>;
  readonly prefix: string;
  /** The log bucket with all its settings. */
  readonly ready: pulumi.Resource;
}

/**
 * A private bucket: encrypted with a key of the customer's or S3's own, versioned, owned by the account, closed to the public, with a
 * policy and a lifecycle. The settings are made one after another, because S3 refuses concurrent changes to a bucket
 * (`OperationAborted`); the policy comes last but one, so a mistake in it cannot keep the others from being made.
 */
export class SecureBucket extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly #name: string;
  readonly #args: SecureBucketArgs;

  constructor(name: string, args: SecureBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:storage:SecureBucket', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const bucket = this.#createBucket();
    const closed = this.#blockPublicAccess(bucket);
    const owned = this.#enforceOwnership(bucket, closed);
    const versioned = this.#keepVersions(bucket, owned);
    const encrypted = this.#encrypt(bucket, versioned);
    const expiring = this.#expire(bucket, encrypted);
    const locked = this.#lock(bucket, expiring);
    const guarded = this.#attachPolicy(bucket, locked);
    if (args.accessLog !== undefined) this.#logAccess(bucket, args.accessLog, guarded);

    this.name = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }

  #createBucket(): aws.s3.Bucket {
    const { bucketName, forceDestroy, namespace = 'account-regional', objectLock } = this.#args;
    return new aws.s3.Bucket(
      this.#name,
      {
        bucket: bucketName,
        ...(namespace === 'account-regional' && { bucketNamespace: namespace }),
        ...(objectLock !== undefined && { objectLockEnabled: true }),
        forceDestroy,
      },
      { parent: this },
    );
  }

  #blockPublicAccess(bucket: aws.s3.Bucket): pulumi.Resource {
    return new aws.s3.BucketPublicAccessBlock(
      `${this.#name}-public-access`,
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
  }

  #enforceOwnership(bucket: aws.s3.Bucket, previous: pulumi.Resource): pulumi.Resource {
    return new aws.s3.BucketOwnershipControls(
      `${this.#name}-ownership`,
      { bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } },
      this.#after(previous),
    );
  }

  #keepVersions(bucket: aws.s3.Bucket, previous: pulumi.Resource): pulumi.Resource {
    return new aws.s3.BucketVersioning(
      `${this.#name}-versioning`,
      { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } },
      this.#after(previous),
    );
  }

  #encrypt(bucket: aws.s3.Bucket, previous: pulumi.Resource): pulumi.Resource {
    const { kmsKeyArn } = this.#args;
    const encryption =
      kmsKeyArn === undefined
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
        : {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: kmsKeyArn },
            // One data key for many objects: a hundredth of the calls to KMS, and of what they cost.
            bucketKeyEnabled: true,
          };
    return new aws.s3.BucketServerSideEncryptionConfiguration(
      `${this.#name}-encryption`,
      { bucket: bucket.id, rules: [{ ...encryption, blockedEncryptionTypes: ['SSE-C'] }] },
      this.#after(previous),
    );
  }

  #expire(bucket: aws.s3.Bucket, previous: pulumi.Resource): pulumi.Resource {
    return new aws.s3.BucketLifecycleConfiguration(
      `${this.#name}-lifecycle`,
      { bucket: bucket.id, rules: this.#args.lifecycleRules },
      this.#after(previous),
    );
  }

  #lock(bucket: aws.s3.Bucket, previous: pulumi.Resource): pulumi.Resource {
    const retention = this.#args.objectLock?.retention;
    if (retention === undefined) return previous;
    return new aws.s3.BucketObjectLockConfiguration(
      `${this.#name}-lock`,
      { bucket: bucket.id, rule: { defaultRetention: { ...retention } } },
      this.#after(previous),
    );
  }

  #attachPolicy(bucket: aws.s3.Bucket, previous: pulumi.Resource): pulumi.Resource {
    return new aws.s3.BucketPolicy(
      `${this.#name}-policy`,
      { bucket: bucket.id, policy: this.#args.policy },
      this.#after(previous),
    );
  }

  #logAccess(bucket: aws.s3.Bucket, log: AccessLog, previous: pulumi.Resource): void {
    new aws.s3.BucketLogging(
      `${this.#name}-logging`,
      {
        bucket: bucket.id,
        targetBucket: log.bucketName,
        targetPrefix: log.prefix,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
      },
      this.#after(previous, log.ready),
    );
  }

  #after(...previous: pulumi.Resource[]): pulumi.CustomResourceOptions {
    return { parent: this, dependsOn: previous };
  }
}
