import type * as aws from '@pulumi/aws';

type Rule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** Every version is kept `days` after it was replaced or deleted; broken uploads and orphaned delete markers go. */
export function keepReplacedVersionsFor(days: number): Rule[] {
  return [
    {
      id: 'expire-replaced-versions',
      status: 'Enabled',
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: days },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
    {
      id: 'remove-orphaned-delete-markers',
      status: 'Enabled',
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
    },
  ];
}

/**
 * Objects are in Intelligent-Tiering from their first day: what nobody reads for a month or three costs less, and is there all the
 * same. Objects below 128 KB stay where they are, S3's own rule. Replaced versions and the rest as in {@link keepReplacedVersionsFor}.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html
 */
export function tierAndKeepReplacedVersionsFor(days: number): Rule[] {
  return [
    {
      id: 'tier',
      status: 'Enabled',
      filter: {},
      transitions: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }],
    },
    ...keepReplacedVersionsFor(days),
  ];
}

/** Logs go after `days`, and for good: the version their expiry leaves behind is dropped the next day. */
export function deleteAfter(days: number): Rule[] {
  return [
    {
      id: 'expire',
      status: 'Enabled',
      filter: {},
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}
