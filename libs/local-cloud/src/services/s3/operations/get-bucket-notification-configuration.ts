import { xml } from '../../../kernel/wire.ts';
import type { Bucket } from '../bucket.ts';
import type { NotificationRule, TargetKind } from '../notifications/notification-rule.ts';
import { readConfiguration } from './read-configuration.ts';

/** Empty for a bucket that tells nobody anything. */
export const getBucketNotificationConfiguration = readConfiguration(
  'GetBucketNotificationConfiguration',
  'notification',
  's3:GetBucketNotification',
  ({ bucket }) =>
    xml('NotificationConfiguration', {
      CloudFunctionConfiguration: rulesFor(bucket, 'lambda', 'CloudFunction'),
      QueueConfiguration: rulesFor(bucket, 'sqs', 'Queue'),
      TopicConfiguration: rulesFor(bucket, 'sns', 'Topic'),
    }),
);

function rulesFor({ configuration }: Bucket, target: TargetKind, element: string) {
  return configuration.notifications
    .filter((rule) => rule.target === target)
    .map((rule) => ({ Id: rule.id, [element]: rule.targetArn, Event: rule.events, ...filterOf(rule) }));
}

function filterOf({ prefix, suffix }: NotificationRule) {
  const rules = [
    ...(prefix === '' ? [] : [{ Name: 'Prefix', Value: prefix }]),
    ...(suffix === '' ? [] : [{ Name: 'Suffix', Value: suffix }]),
  ];
  return rules.length === 0 ? {} : { Filter: { S3Key: { FilterRule: rules } } };
}
