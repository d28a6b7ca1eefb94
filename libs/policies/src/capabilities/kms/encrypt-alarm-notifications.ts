import { alarmArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/**
 * In the key policy of an encrypted topic: CloudWatch alarms of this account and region may publish to it. Without it, and
 * with AWS's own key for SNS, notifications are dropped without a word.
 * Source: Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics".
 *
 * @example
 * encryptAlarmNotifications(here).Principal; // => {"Service":"cloudwatch.amazonaws.com"}
 */
export function encryptAlarmNotifications(at: InRegion): Statement {
  return allow({
    sid: 'EncryptAlarmNotifications',
    principal: { Service: 'cloudwatch.amazonaws.com' },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [thisKey],
    when: {
      ArnLike: { 'aws:SourceArn': alarmArn({ ...at, name: '*' }) },
      StringEquals: { 'aws:SourceAccount': at.account },
    },
  });
}
