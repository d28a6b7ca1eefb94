import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { withoutMfa, type MfaExemption } from '../without-mfa.ts';
import { bucketAndObjects, type BucketPlace } from './bucket-place.ts';

/**
 * What destroys a bucket, its objects or what protects them is denied without a second factor, whoever asks, but for `except`.
 *
 * @example
 * denyBucketDestructionWithoutMfa({ bucket: 'docs', except: [role] }).Effect; // => Deny
 */
export function denyBucketDestructionWithoutMfa(at: BucketPlace & MfaExemption): Statement {
  return deny({
    sid: 'DenyDestructionWithoutMfa',
    principal: '*',
    actions: [
      's3:BypassGovernanceRetention',
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketPolicy',
      's3:PutBucketVersioning',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
    ],
    resources: bucketAndObjects(at),
    when: withoutMfa(at.except),
  });
}
