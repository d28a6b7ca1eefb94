import { tlsOnlyQueuePolicy, tlsOnlyTopicPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import { EncryptedQueue } from '../../components/encrypted-queue.ts';
import { EncryptedTopic } from '../../components/encrypted-topic.ts';
import { subscribeByMail } from '../../components/mail-subscriptions.ts';
import { createAlarmTopic } from '../alarm-topic.ts';
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
  const queue = (kind: FunctionKind, logical: string): EncryptedQueue => {
    const queueName = physical.functions[kind].deadLetterQueue;
    const policy = toJson(tlsOnlyQueuePolicy({ ...stack.place, queue: queueName }));
    return new EncryptedQueue(logical, { queueName, kmsKeyArn: key.arn, policy }, opts);
  };
  const { alarmTopic, changesTopic } = physical;
  const changes = new EncryptedTopic(
    'changes',
    {
      topicName: changesTopic,
      kmsKeyArn: key.arn,
      policy: toJson(tlsOnlyTopicPolicy({ ...stack.place, topic: changesTopic })),
    },
    opts,
  );
  subscribeByMail('changes', changes, settings.changeEmails, opts);
  const alarms = createAlarmTopic(stack, { topicName: alarmTopic, key, emails: settings.alarmEmails }, opts);
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
