import { s3BucketArn, s3ObjectArn, type Arn, type InPartition } from '../../arn/index.ts';
import type { OneOrMore } from '../../build/statement.ts';

/** The bucket a Deny protects. */
export interface BucketPlace extends InPartition {
  readonly bucket: string;
}

/** The bucket and everything in it: a Deny of `s3:*` needs both. */
export function bucketAndObjects({ bucket, partition }: BucketPlace): OneOrMore<Arn> {
  return [s3BucketArn({ bucket, partition }), ...objects({ bucket, partition })];
}

export function objects({ bucket, partition }: BucketPlace): OneOrMore<Arn> {
  return [s3ObjectArn({ bucket, partition, key: '*' })];
}
