import type { Host } from '../../kernel/host.ts';
import type { TopicConfiguration } from './topic-configuration.ts';

/** Source: Amazon SNS Developer Guide, "Monitoring Amazon SNS topics using CloudWatch". */
export type TopicMetric =
  | 'NumberOfMessagesPublished'
  | 'NumberOfNotificationsDelivered'
  | 'NumberOfNotificationsFailed'
  | 'NumberOfNotificationsFailedToRedriveToDlq'
  | 'NumberOfNotificationsFilteredOut'
  | 'NumberOfNotificationsRedrivenToDlq'
  | 'PublishSize';

/** One measurement a topic makes of itself. */
export function measure(
  host: Host,
  { name: TopicName, region }: TopicConfiguration,
  name: TopicMetric,
  value = 1,
): void {
  const unit = name === 'PublishSize' ? 'Bytes' : 'Count';
  const timestamp = host.clock.now();
  host.metrics.record({ region, namespace: 'AWS/SNS', name, dimensions: [{ TopicName }], value, unit, timestamp });
}
