import { iamRootArn, type InAccount } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/**
 * In a key policy: identity policies of the account may grant the management of the key, and the root user has it. Unlike
 * the default key policy (`kms:*`) it lets no identity policy grant the use of the key, and no grant that is not for an AWS
 * service: who encrypts and decrypts is named in the key policy.
 * Source: AWS KMS Developer Guide, "Default key policy", "Allows key administrators to administer the KMS key".
 *
 * @example
 * administerKey({ account }).Principal; // => {"AWS":"arn:aws:iam::111122223333:root"}
 */
export function administerKey(at: InAccount): Statement {
  return allow({
    sid: 'AdministerKey',
    principal: { AWS: iamRootArn(at) },
    actions: [
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:DescribeKey',
      'kms:DisableKey',
      'kms:DisableKeyRotation',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListGrants',
      'kms:ListKeyPolicies',
      'kms:ListKeyRotations',
      'kms:ListResourceTags',
      'kms:PutKeyPolicy',
      'kms:RevokeGrant',
      'kms:RotateKeyOnDemand',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
    ],
    resources: [thisKey],
  });
}
