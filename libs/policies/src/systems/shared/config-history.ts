import type { Policy } from '../../build/policy.ts';
import {
  checkConfigBucket,
  deliverConfigHistory,
  type ConfigDelivery,
} from '../../capabilities/s3/deliver-config-history.ts';
import { denyInsecureTransport } from '../../guardrails/s3/deny-insecure-transport.ts';
import { denyOldTls } from '../../guardrails/s3/deny-old-tls.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';

/**
 * The bucket that AWS Config's history goes to: Config delivers that of this account, and TLS is asked of everyone else.
 *
 * @example
 * configHistoryBucketPolicy({ account, bucket: 'history' }).name; // => history
 */
export function configHistoryBucketPolicy(at: ConfigDelivery): Policy {
  const place = { partition: at.partition, bucket: at.bucket };
  return bucketPolicy(place, [
    checkConfigBucket(at),
    deliverConfigHistory(at),
    denyInsecureTransport(place),
    denyOldTls(place),
  ]);
}
