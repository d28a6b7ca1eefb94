import { alarmTopicPolicy, toJson } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { EncryptedTopic } from '../../components/encrypted-topic.ts';
import type { Keys } from './keys.ts';
import type { Part } from './part.ts';

/** The topic that every alarm tells. */
export function createAlarmTopic(part: Part, keys: Keys, opts: pulumi.ComponentResourceOptions): EncryptedTopic {
  const { physical, settings, stack } = part;
  const topic = new EncryptedTopic(
    'alarms',
    {
      topicName: physical.alarmTopic,
      kmsKeyArn: keys.operations.arn,
      policy: toJson(alarmTopicPolicy({ ...stack.place, topic: physical.alarmTopic })),
    },
    opts,
  );
  for (const [index, endpoint] of settings.alarmEmails.entries()) {
    new aws.sns.TopicSubscription(`alarms-mail-${index + 1}`, { topic: topic.arn, protocol: 'email', endpoint }, opts);
  }
  return topic;
}
