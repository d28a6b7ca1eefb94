import { s3BucketArn, type InPartition } from '../arn/index.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import type { Statement } from '../statement.ts';
import { actionsOfService, checkAll, isAbout, noConfusedDeputy, noLockout, noStrangers } from './checks.ts';

/**
 * The policy of one bucket, named by default after it. Throws a PolicyError for a statement about anything else, a public
 * Allow, an Allow to a service for anybody's resources, and a Deny of everything to everyone.
 * Source: Amazon S3 User Guide, "Bucket policies" and "The meaning of public".
 *
 * @example
 * bucketPolicy({ bucket: 'docs' }, [denyInsecureTransport({ bucket: 'docs' })]).name; // => docs
 */
export function bucketPolicy(
  at: InPartition & { readonly bucket: string; readonly name?: string },
  statements: readonly Statement[],
): Policy {
  const bucket = s3BucketArn(at);
  const name = at.name ?? at.bucket;
  checkAll(name, statements, [
    isAbout(
      'in this bucket',
      (arn) => arn === bucket || arn.startsWith(`${bucket}/`),
      `Name ${bucket} or objects below ${bucket}/.`,
    ),
    actionsOfService('s3'),
    noStrangers('the bucket is public'),
    noConfusedDeputy,
    noLockout('s3'),
  ]);
  return buildPolicy(name, 'bucket', statements, sizeBudgets.bucket);
}
