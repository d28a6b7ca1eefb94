import type { ConditionBlock, Statement } from '@palisade/policies';
import type { EncryptionContext } from './cryptography/encryption-context.ts';

/** What a grant can permit. Operations of other key types and CreateGrant itself are refused by name. */
export const grantOperations = [
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
] as const;

export type GrantOperation = (typeof grantOperations)[number];

/** Constraints hold for operations with an encryption context, not for these. */
const unconstrained: ReadonlySet<GrantOperation> = new Set(['DescribeKey', 'RetireGrant']);

/** Source: AWS KMS API Reference, GrantConstraints. */
export interface GrantConstraints {
  readonly encryptionContextEquals?: EncryptionContext;
  readonly encryptionContextSubset?: EncryptionContext;
}

export interface Grant {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly name?: string;
  /** An ARN, or the name of an AWS service. */
  readonly grantee: string;
  /** Unique id of the role that the grant was made for: a role made anew under the same name is not meant. */
  readonly granteeId?: string;
  readonly retiring?: string;
  readonly operations: readonly GrantOperation[];
  readonly constraints?: GrantConstraints;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly issuedBy: string;
  /** Declared in a program: it goes when the program drops it. */
  readonly byProgram?: true;
}

/**
 * A grant as statements of its key's policy, named after it. So an explicit Deny wins over a grant, and a decision says which grant
 * it was. Source: KMS Developer Guide, "Grants in AWS KMS" and "Using grant constraints".
 */
export function grantStatements({ constraints, grantee, id, operations }: Grant): readonly Statement[] {
  const Principal = grantee.startsWith('arn:') ? { AWS: grantee } : { Service: grantee };
  const statement = { Effect: 'Allow', Principal, Resource: '*' } as const;
  const Condition = constraints && conditionOf(constraints);
  const bound = operations.filter((each) => !unconstrained.has(each)).map(actionOf);
  const free = operations.filter((each) => unconstrained.has(each)).map(actionOf);
  return [
    ...(bound.length === 0
      ? []
      : [{ ...statement, Sid: `Grant${id}`, Action: bound, ...(Condition && { Condition }) }]),
    ...(free.length === 0 ? [] : [{ ...statement, Sid: `Grant${id}Key`, Action: free }]),
  ];
}

const actionOf = (name: GrantOperation): string => `kms:${name}`;

function conditionOf({
  encryptionContextEquals: equals,
  encryptionContextSubset: subset,
}: GrantConstraints): ConditionBlock {
  const pairs = Object.entries({ ...subset, ...equals });
  const values = Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value]));
  return {
    StringEquals: values,
    ...(equals && { 'ForAllValues:StringEqualsIgnoreCase': { 'kms:EncryptionContextKeys': Object.keys(equals) } }),
  };
}
