import { alarmTopicPolicy, tlsOnlyQueuePolicy, tlsOnlyTopicPolicy, toJson } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import { EncryptedQueue } from '../../components/encrypted-queue.ts';
import { EncryptedTopic } from '../../components/encrypted-topic.ts';
import type { Part } from './part.ts';
import type { FunctionKind } from './processing-names.ts';

export interface Messaging {
  readonly changes: EncryptedTopic;
  readonly alarms: EncryptedTopic;
  /** Where the events of each function end that could not be run. */
  readonly deadLetters: Readonly<Record<FunctionKind, EncryptedQueue>>;
}

/** A topic for changes of documents, one for alarms, and a dead-letter queue for each function. */
export function createMessaging(part: Part, key: CustomerKey, opts: pulumi.ComponentResourceOptions): Messaging {
  const { physical, settings, stack } = part;
  const topic = (logical: string, topicName: string, policy: string): EncryptedTopic =>
    new EncryptedTopic(logical, { topicName, kmsKeyArn: key.arn, policy }, opts);
  const queue = (kind: FunctionKind, logical: string): EncryptedQueue => {
    const queueName = physical.functions[kind].deadLetterQueue;
    const policy = toJson(tlsOnlyQueuePolicy({ ...stack.place, queue: queueName }));
    return new EncryptedQueue(logical, { queueName, kmsKeyArn: key.arn, policy }, opts);
  };
  const { alarmTopic, changesTopic } = physical;
  const changes = topic('changes', changesTopic, toJson(tlsOnlyTopicPolicy({ ...stack.place, topic: changesTopic })));
  const alarms = topic('alarms', alarmTopic, toJson(alarmTopicPolicy({ ...stack.place, topic: alarmTopic })));
  mail('changes', changes, settings.changeEmails, opts);
  mail('alarms', alarms, settings.alarmEmails, opts);
  return {
    changes,
    alarms,
    deadLetters: {
      authorizer: queue('authorizer', 'authorizer-dlq'),
      apiHandler: queue('apiHandler', 'api-handler-dlq'),
      processor: queue('processor', 'processor-dlq'),
      notifier: queue('notifier', 'notifier-dlq'),
    },
  };
}

function mail(
  name: string,
  topic: EncryptedTopic,
  addresses: readonly string[],
  opts: pulumi.ComponentResourceOptions,
): void {
  for (const [index, endpoint] of addresses.entries()) {
    new aws.sns.TopicSubscription(`${name}-mail-${index + 1}`, { topic: topic.arn, protocol: 'email', endpoint }, opts);
  }
}
