import type { ContextValue } from '@palisade/policies';
import type { Grant } from './grant.ts';

/** Condition keys of CreateGrant. Source: KMS Developer Guide, "AWS KMS condition keys". */
export function grantConditionKeys(
  { constraints, grantee, operations, retiring }: Pick<Grant, 'constraints' | 'grantee' | 'operations' | 'retiring'>,
  isForAwsResource: boolean,
): Record<string, ContextValue> {
  return {
    'kms:GrantIsForAWSResource': isForAwsResource ? 'true' : 'false',
    'kms:GrantOperations': operations,
    'kms:GranteePrincipal': grantee,
    ...(retiring !== undefined && { 'kms:RetiringPrincipal': retiring }),
    ...constraintKeys(constraints),
  };
}

/** What a request about a grant with these constraints says of them. */
export function constraintKeys(constraints: Grant['constraints']): Record<string, ContextValue> {
  if (constraints === undefined) return {};
  const { encryptionContextEquals: equals, encryptionContextSubset: subset } = constraints;
  const keys: Record<string, ContextValue> = {
    'kms:GrantConstraintType': equals === undefined ? 'EncryptionContextSubset' : 'EncryptionContextEquals',
  };
  const pairs = Object.entries({ ...subset, ...equals });
  if (pairs.length > 0) keys['kms:EncryptionContextKeys'] = pairs.map(([name]) => name);
  for (const [name, value] of pairs) keys[`kms:EncryptionContext:${name}`] = value;
  return keys;
}
