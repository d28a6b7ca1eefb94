import { s3BucketArn, s3ObjectArn, type InAccount } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** Where S3 server access logs come from and go to. */
export interface AccessLogDelivery extends InAccount {
  /** The bucket the logs go to. */
  readonly logBucket: string;
  /** Key prefix of the logs, such as `documents/`; empty for none. */
  readonly prefix: string;
  /** The buckets whose logs are delivered; they belong to `account`. */
  readonly sourceBuckets: readonly [string, ...string[]];
}

/**
 * In the policy of a log bucket: S3 server access logs of these buckets may be written.
 * Source: Amazon S3 User Guide, "Enabling Amazon S3 server access logging".
 *
 * @example
 * const at: AccessLogDelivery = { account, logBucket: 'logs', prefix: 'docs/', sourceBuckets: ['docs'] };
 * deliverAccessLogs(at).Resource; // => arn:aws:s3:::logs/docs/*
 */
export function deliverAccessLogs(at: AccessLogDelivery): Statement {
  const { partition, account, logBucket, prefix, sourceBuckets } = at;
  return allow({
    sid: 'DeliverAccessLogs',
    principal: { Service: 'logging.s3.amazonaws.com' },
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ partition, bucket: logBucket, key: `${prefix}*` })],
    when: {
      ArnLike: { 'aws:SourceArn': sourceBuckets.map((bucket) => s3BucketArn({ partition, bucket })) },
      // Bucket ARNs have no account: without this, a bucket of that name in another account would fit.
      StringEquals: { 'aws:SourceAccount': account },
    },
  });
}
