import { expectArn } from '../../arn/expect.ts';
import type { InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { cryptographicActions, thisKey } from './this-key.ts';

/** A table encrypted with a key, and who uses it. */
export interface TableEncryption extends InRegion {
  readonly table: string;
  /** Roles and users that read or write items, and whoever deploys the table. */
  readonly principals: readonly [string, ...string[]];
  readonly sid?: string;
}

/**
 * In a key policy: these callers have DynamoDB encrypt and decrypt one table, and can use the key in no other way. DynamoDB
 * keeps the table key of a caller for five minutes, so a caller that is removed may read on for that long.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest: usage notes".
 *
 * @example
 * const at: TableEncryption = { ...here, table: 'documents', principals: [role] };
 * encryptTable(at).Sid; // => EncryptTable
 */
export function encryptTable(at: TableEncryption): Statement {
  return allow({
    sid: at.sid ?? 'EncryptTable',
    principal: { AWS: callers(at) },
    actions: cryptographicActions,
    resources: [thisKey],
    when: {
      StringEquals: {
        'kms:CallerAccount': at.account,
        'kms:EncryptionContext:aws:dynamodb:subscriberId': at.account,
        'kms:EncryptionContext:aws:dynamodb:tableName': at.table,
      },
      // DynamoDB calls KMS from wherever a replica or a restore runs: AWS's own advice is any region.
      StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' },
    },
  });
}

/**
 * In a key policy: DynamoDB looks at the key for these callers before it uses it.
 *
 * @example
 * describeKeyForTable({ ...here, table: 'documents', principals: [role] }).Action; // => kms:DescribeKey
 */
export function describeKeyForTable(at: TableEncryption): Statement {
  return allow({
    sid: 'DescribeKeyForTable',
    principal: { AWS: callers(at) },
    actions: ['kms:DescribeKey'],
    resources: [thisKey],
    when: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
  });
}

/**
 * In a key policy: whoever deploys a table lets DynamoDB itself use the key, by a grant no one else can use.
 *
 * @example
 * grantKeyToTable({ ...here, table: 'documents', principals: [role] }).Action; // => kms:CreateGrant
 */
export function grantKeyToTable(at: TableEncryption): Statement {
  return allow({
    sid: 'GrantKeyToTable',
    principal: { AWS: callers(at) },
    actions: ['kms:CreateGrant'],
    resources: [thisKey],
    when: {
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
      StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' },
    },
  });
}

function callers({ principals }: TableEncryption): readonly string[] {
  for (const principal of principals) expectArn(principal, ['iam:role', 'iam:user'], 'a caller of DynamoDB');
  return principals;
}
