import { dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { withoutMfa, type MfaExemption } from '../without-mfa.ts';

/**
 * What destroys a table or what protects it (its policy, recovery, deletion protection), or gives its items an end, is denied without a
 * second factor, whoever asks, but for `except`.
 *
 * @example
 * denyTableDestructionWithoutMfa({ ...here, table: 't', except: [role] }).Effect; // => Deny
 */
export function denyTableDestructionWithoutMfa(at: TableName & MfaExemption): Statement {
  return deny({
    sid: 'DenyDestructionWithoutMfa',
    principal: '*',
    actions: [
      'dynamodb:DeleteResourcePolicy',
      'dynamodb:DeleteTable',
      'dynamodb:PutResourcePolicy',
      'dynamodb:UpdateContinuousBackups',
      'dynamodb:UpdateTable',
      'dynamodb:UpdateTimeToLive',
    ],
    resources: [dynamodbTableArn(at)],
    when: withoutMfa(at.except),
  });
}
