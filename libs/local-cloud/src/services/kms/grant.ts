import { isDeepStrictEqual } from 'node:util';
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

/** Says which grant a request is about. Not one of AWS's: a grant lets its principals retire itself, not others of the key. */
export const GRANT_ID = 'palisade:GrantId';

export const GRANT_ID_PATTERN = /^[0-9a-f]{64}$/;

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
export function grantStatements(grant: Grant): readonly Statement[] {
  const { constraints, grantee, id, operations, retiring } = grant;
  const bound = operations.filter((each) => each !== 'DescribeKey' && each !== 'RetireGrant');
  const retirers = [
    ...(retiring === undefined ? [] : [retiring]),
    ...(operations.includes('RetireGrant') ? [grantee] : []),
  ];
  return [
    ...(bound.length === 0 ? [] : [allow(`Grant${id}`, grantee, bound, constraints && conditionOf(constraints))]),
    // Constraints hold for operations with an encryption context only.
    ...(operations.includes('DescribeKey') ? [allow(`Grant${id}Describe`, grantee, ['DescribeKey'])] : []),
    ...retirers.map((who) => allow(`Grant${id}Retire`, who, ['RetireGrant'], { StringEquals: { [GRANT_ID]: id } })),
  ];
}

function allow(Sid: string, who: string, operations: readonly GrantOperation[], Condition?: ConditionBlock): Statement {
  return {
    Sid,
    Effect: 'Allow',
    Principal: who.startsWith('arn:') ? { AWS: who } : { Service: who },
    Action: operations.map((each) => `kms:${each}`),
    Resource: '*',
    ...(Condition && { Condition }),
  };
}

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

/** A request with the name of a grant and all the same parameters is a retry: it makes no second grant. */
export function isSameGrant(one: Grant, other: Grant): boolean {
  return one.name !== undefined && isDeepStrictEqual(parametersOf(one), parametersOf(other));
}

function parametersOf({ constraints, grantee, granteeId, name, operations, retiring }: Grant): unknown {
  return { constraints, grantee, granteeId, name, operations: operations.toSorted(), retiring };
}
