import { alarmTopicPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../components/customer-key.ts';
import { EncryptedTopic } from '../components/encrypted-topic.ts';
import { subscribeByMail } from '../components/mail-subscriptions.ts';
import type { Stack } from './blueprint.ts';

export interface AlarmTopicArgs {
  readonly topicName: string;
  readonly key: CustomerKey;
  readonly emails: readonly string[];
}

/** The topic that every alarm of a stack tells, and whom it tells by mail. */
export function createAlarmTopic(
  { place }: Stack,
  { emails, key, topicName }: AlarmTopicArgs,
  opts: pulumi.ComponentResourceOptions,
): EncryptedTopic {
  const policy = toJson(alarmTopicPolicy({ ...place, topic: topicName }));
  const topic = new EncryptedTopic('alarms', { topicName, kmsKeyArn: key.arn, policy }, opts);
  subscribeByMail('alarms', topic, emails, opts);
  return topic;
}
