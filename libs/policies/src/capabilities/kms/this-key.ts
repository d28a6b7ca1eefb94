import type { Arn } from '../../arn/index.ts';
import { everyResource } from '../../build/statement.ts';

/** The Resource of every statement of a key policy. Source: AWS KMS Developer Guide, "Elements in a key policy". */
export const thisKey: Arn<never> & '*' = everyResource('in a key policy "*" means the key itself');

/**
 * The actions of a caller that has data encrypted and decrypted. No data key pairs: those are for asymmetric keys. No
 * DescribeKey: it carries no encryption context, so beside a condition on one it would be allowed in writing only.
 */
export const cryptographicActions = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
] as const;
