import { s3BucketArn, s3ObjectArn, type Arn, type InPartition } from '../../arn/index.ts';
import { expectArn } from '../../arn/expect.ts';
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

/**
 * Spares AWS services acting for themselves (log delivery, replication): they carry no `aws:PrincipalArn` and no
 * `aws:SourceVpce`, so a negated condition on those keys would hit them. `IfExists`, because unsigned requests do not
 * carry the key either, and they must stay denied.
 */
export const unlessAwsService = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } as const;

/** Callers as `aws:PrincipalArn` has them; the ARN of a session would never match. */
export function principalArns(arns: readonly string[]): readonly string[] {
  for (const arn of arns) expectArn(arn, ['iam:role', 'iam:user', 'iam:root'], 'a caller as aws:PrincipalArn names it');
  return [...new Set(arns)].sort();
}
