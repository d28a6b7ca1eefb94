import { s3BucketArn } from '../arn/index.ts';
import type { InPartition } from '../arn/index.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone, narrowsCallers, narrowsSource } from './callers.ts';

/**
 * The policy of one bucket, named by default after it. Throws a PolicyError for a statement about anything else, a public
 * Allow, an Allow to a service for anybody's resources, and a Deny of everything to everyone.
 * Source: Amazon S3 User Guide, "Bucket policies".
 */
export function bucketPolicy(
  at: InPartition & { readonly bucket: string; readonly name?: string },
  statements: readonly Statement[],
): Policy {
  const bucket = s3BucketArn(at);
  const name = at.name ?? at.bucket;
  for (const statement of statements) check(name, bucket, statement);
  return buildPolicy(name, 'bucket', statements, sizeBudgets.bucket);
}

function check(name: string, bucket: string, statement: Statement): void {
  const { Sid: sid, Effect: effect, Principal: principal, Condition: condition } = statement;
  const stranger = listOf(statement.Resource).find((arn) => arn !== bucket && !arn.startsWith(`${bucket}/`));
  if (stranger !== undefined) {
    throw new PolicyError(
      name,
      sid,
      `"${stranger}" is not in this bucket`,
      `Name ${bucket} or objects below ${bucket}/.`,
    );
  }
  if (effect === 'Allow' && includesEveryone(principal) && !narrowsCallers(condition)) {
    throw new PolicyError(
      name,
      sid,
      'the bucket is public',
      'Name principals, or ask for aws:PrincipalArn or aws:SourceVpce.',
    );
  }
  const service = principal !== undefined && principal !== '*' ? listOf(principal.Service)[0] : undefined;
  if (effect === 'Allow' && service !== undefined && !narrowsSource(condition)) {
    throw new PolicyError(
      name,
      sid,
      `${service} may act for anyone here`,
      'Ask for aws:SourceAccount, and aws:SourceArn if it is known.',
    );
  }
  const everything = listOf(statement.Action).some((action) => action === '*' || action === 's3:*');
  if (effect === 'Deny' && everything && includesEveryone(principal) && Object.keys(condition ?? {}).length === 0) {
    throw new PolicyError(
      name,
      sid,
      'everyone is locked out, you too',
      'Add a condition that spares whoever must get in.',
    );
  }
}
