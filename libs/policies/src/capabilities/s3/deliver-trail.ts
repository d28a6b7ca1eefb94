import { cloudTrailArn, s3BucketArn, s3ObjectArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** A trail and the bucket its files go to. */
export interface TrailDelivery extends InRegion {
  readonly trail: string;
  readonly bucket: string;
}

/**
 * In the policy of a trail's bucket: CloudTrail writes the files of this trail, below `AWSLogs/` and the account.
 * Source: AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail".
 *
 * @example
 * const at: TrailDelivery = { ...here, trail: 'audit', bucket: 'trail' };
 * deliverTrail(at).Resource; // => arn:aws:s3:::trail/AWSLogs/111122223333/*
 */
export function deliverTrail(at: TrailDelivery): Statement {
  return allow({
    sid: 'DeliverTrail',
    principal: { Service: 'cloudtrail.amazonaws.com' },
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ ...at, key: `AWSLogs/${at.account}/*` })],
    when: {
      StringEquals: {
        'aws:SourceArn': cloudTrailArn({ ...at, name: at.trail }),
        's3:x-amz-acl': 'bucket-owner-full-control',
      },
    },
  });
}

/**
 * In the policy of a trail's bucket: CloudTrail looks at the bucket before it writes. Source: as for `deliverTrail`.
 *
 * @example
 * checkTrailBucket({ ...here, trail: 'audit', bucket: 'trail' }).Action; // => s3:GetBucketAcl
 */
export function checkTrailBucket(at: TrailDelivery): Statement {
  return allow({
    sid: 'CheckTrailBucket',
    principal: { Service: 'cloudtrail.amazonaws.com' },
    actions: ['s3:GetBucketAcl'],
    resources: [s3BucketArn(at)],
    when: { StringEquals: { 'aws:SourceArn': cloudTrailArn({ ...at, name: at.trail }) } },
  });
}
