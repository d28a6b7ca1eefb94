import { iamRootArn, type InAccount } from '@palisade/policies';

/**
 * The policy of a key that was made without one: it leaves the decision to the IAM policies of the account. JSON text.
 * Source: KMS Developer Guide, "Default key policy".
 */
export function defaultKeyPolicy(account: InAccount): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: iamRootArn(account) },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}
