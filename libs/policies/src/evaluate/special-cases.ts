import type { CompiledPolicy } from './policy.ts';
import type { Facts } from './request.ts';

/** Actions a role's trust policy decides about. */
const assumeActions: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
]);

export function isAssumeRole(facts: Facts): boolean {
  return assumeActions.has(facts.action);
}

/**
 * Key policies and trust policies must themselves allow, also in the same account; elsewhere either side is enough.
 * Source: KMS Developer Guide, "Key policies"; IAM User Guide, "Policy evaluation logic".
 */
export function needsResourceAllow(facts: Facts, resource: CompiledPolicy | undefined): boolean {
  if (resource?.kind === 'key' || resource?.kind === 'trust') return true;
  return isAssumeRole(facts) || /^arn:[^:]+:kms:[^:]*:[^:]*:key\//.test(facts.arn);
}

const bucketPolicyActions: ReadonlySet<string> = new Set([
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
]);

/**
 * The root user of the bucket owner may read, replace and delete a bucket policy "even if the bucket policy explicitly
 * denies" it, which is the way out of a lockout. Source: Amazon S3 API Reference, DeleteBucketPolicy.
 */
export function mayRecoverBucket(facts: Facts): boolean {
  return (
    facts.caller.type === 'root' &&
    facts.caller.accountId === facts.resourceAccountId &&
    bucketPolicyActions.has(facts.action)
  );
}
