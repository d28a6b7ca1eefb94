import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * In a role's policy: it destroys nothing and changes nothing that protects or records, whatever else it is ever granted: data and
 * where it is kept, keys, logs, trails and policies.
 *
 * @example
 * denyDestruction().Effect; // => Deny
 */
export function denyDestruction(): Statement {
  return deny({
    sid: 'DenyDestruction',
    actions: [
      'cloudtrail:DeleteTrail',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
      'dynamodb:DeleteBackup',
      'dynamodb:DeleteItem',
      'dynamodb:DeleteResourcePolicy',
      'dynamodb:DeleteTable',
      'dynamodb:PutResourcePolicy',
      'dynamodb:UpdateContinuousBackups',
      'kms:DisableKey',
      'kms:PutKeyPolicy',
      'kms:ScheduleKeyDeletion',
      'logs:DeleteDataProtectionPolicy',
      'logs:DeleteLogGroup',
      'logs:DeleteLogStream',
      'logs:DeleteRetentionPolicy',
      's3:BypassGovernanceRetention',
      's3:DeleteBucket*',
      's3:DeleteObject*',
      's3:PutBucketPolicy',
      's3:PutBucketVersioning',
      's3:PutLifecycleConfiguration',
    ],
    resources: ['*'],
  });
}
