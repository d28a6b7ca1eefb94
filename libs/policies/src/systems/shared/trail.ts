import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { writeLogStreams } from '../../capabilities/logs/write-log-streams.ts';
import { checkTrailBucket, deliverTrail, type TrailDelivery } from '../../capabilities/s3/deliver-trail.ts';
import { assumedByService } from '../../capabilities/sts/assume-role.ts';
import { denyInsecureTransport } from '../../guardrails/s3/deny-insecure-transport.ts';
import { denyOldTls } from '../../guardrails/s3/deny-old-tls.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import { trustPolicy } from '../../kinds/trust.ts';

/**
 * The bucket a trail's files go to: CloudTrail delivers those of this trail, and TLS is asked of everyone else.
 *
 * @example
 * trailBucketPolicy({ ...here, trail: 'audit', bucket: 'trail' }).name; // => trail
 */
export function trailBucketPolicy(at: TrailDelivery): Policy {
  const place = { partition: at.partition, bucket: at.bucket };
  return bucketPolicy(place, [checkTrailBucket(at), deliverTrail(at), denyInsecureTransport(place), denyOldTls(place)]);
}

/**
 * Policy of the role by which CloudTrail writes a trail's events to one log group.
 * Source: AWS CloudTrail User Guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring".
 *
 * @example
 * trailLogsPolicy({ ...here, logGroup: '/aws/cloudtrail/audit' }).kind; // => identity
 */
export function trailLogsPolicy(at: InRegion & { readonly logGroup: string }): Policy {
  return identityPolicy('trail-logs', [writeLogStreams({ ...at, group: at.logGroup, sid: 'WriteTrail' })]);
}

/**
 * Trust policy of that role. CloudTrail sends no source here: a condition on one would keep it out.
 *
 * @example
 * trailTrustPolicy().kind; // => trust
 */
export function trailTrustPolicy(): Policy {
  return trustPolicy('trail-trust', [assumedByService({ service: 'cloudtrail.amazonaws.com' })]);
}
