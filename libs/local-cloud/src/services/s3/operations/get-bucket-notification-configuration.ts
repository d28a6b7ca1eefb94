import { xml } from '../../../kernel/wire.ts';
import type { NotificationRule } from '../notifications/notification-rule.ts';
import { readConfiguration } from './read-configuration.ts';

/** Empty for a bucket that tells nobody anything. */
export const getBucketNotificationConfiguration = readConfiguration(
  'GetBucketNotificationConfiguration',
  'notification',
  's3:GetBucketNotification',
  ({ bucket }) =>
    xml('NotificationConfiguration', {
      CloudFunctionConfiguration: bucket.configuration.notifications.map((rule) => ({
        Id: rule.id,
        CloudFunction: rule.targetArn,
        Event: rule.events,
        ...filterOf(rule),
      })),
    }),
);

function filterOf({ prefix, suffix }: NotificationRule) {
  const rules = [
    ...(prefix === '' ? [] : [{ Name: 'Prefix', Value: prefix }]),
    ...(suffix === '' ? [] : [{ Name: 'Suffix', Value: suffix }]),
  ];
  return rules.length === 0 ? {} : { Filter: { S3Key: { FilterRule: rules } } };
}
