import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface SecureBucketArgs {
  /** Whole bucket name, in the account-regional namespace. */
  readonly bucketName: string;
  /** JSON policy document. */
  readonly policy: pulumi.Input<string>;
  readonly lifecycleRules: aws.types.input.s3.BucketLifecycleConfigurationRule[];
  /** Whether deleting the stack deletes the objects too. */
  readonly forceDestroy: boolean;
  /** Where the bucket's access log goes, once that bucket can take it. A log bucket has none. */
  readonly accessLog?: {
    readonly bucketName: pulumi.Input<string>;
    readonly prefix: string;
    readonly ready: pulumi.Resource;
  };
}

/**
 * A private bucket: encrypted with S3's own AES-256 keys, versioned, owned by the account, closed to the public, with a
 * policy and a lifecycle. The settings are made one after another, because S3 refuses concurrent changes to a bucket
 * (`OperationAborted`); the policy comes last but one, so a mistake in it cannot keep the others from being made.
 */
export class SecureBucket extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: SecureBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:storage:SecureBucket', name, {}, opts);
    const bucket = new aws.s3.Bucket(
      name,
      { bucket: args.bucketName, bucketNamespace: 'account-regional', forceDestroy: args.forceDestroy },
      { parent: this },
    );
    const after = (previous?: pulumi.Resource): pulumi.CustomResourceOptions =>
      previous === undefined ? { parent: this } : { parent: this, dependsOn: [previous] };

    const publicAccess = new aws.s3.BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      after(),
    );
    const ownership = new aws.s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucket.id, rule: { objectOwnership: 'BucketOwnerEnforced' } },
      after(publicAccess),
    );
    const versioning = new aws.s3.BucketVersioning(
      `${name}-versioning`,
      { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } },
      after(ownership),
    );
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: bucket.id,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' },
            blockedEncryptionTypes: ['SSE-C'],
          },
        ],
      },
      after(versioning),
    );
    const lifecycle = new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket: bucket.id, rules: args.lifecycleRules },
      after(encryption),
    );
    const policy = new aws.s3.BucketPolicy(
      `${name}-policy`,
      { bucket: bucket.id, policy: args.policy },
      after(lifecycle),
    );
    if (args.accessLog !== undefined) {
      new aws.s3.BucketLogging(
        `${name}-logging`,
        {
          bucket: bucket.id,
          targetBucket: args.accessLog.bucketName,
          targetPrefix: args.accessLog.prefix,
          targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
        },
        { parent: this, dependsOn: [policy, args.accessLog.ready] },
      );
    }
    this.name = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}
