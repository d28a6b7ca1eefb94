import type { Policy } from '../../build/policy.ts';
import { deliverAccessLogs, type AccessLogDelivery } from '../../capabilities/s3/deliver-access-logs.ts';
import { denyInsecureTransport } from '../../guardrails/s3/deny-insecure-transport.ts';
import { denyOldTls } from '../../guardrails/s3/deny-old-tls.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';

/**
 * The bucket S3 server access logs go to: S3 delivers those of these buckets, and TLS is asked of everyone else.
 *
 * @example
 * accessLogBucketPolicy({ account, logBucket: 'logs', prefix: 'docs/', sourceBuckets: ['docs'] }).name; // => logs
 */
export function accessLogBucketPolicy(at: AccessLogDelivery): Policy {
  const place = { partition: at.partition, bucket: at.logBucket };
  return bucketPolicy(place, [deliverAccessLogs(at), denyInsecureTransport(place), denyOldTls(place)]);
}
