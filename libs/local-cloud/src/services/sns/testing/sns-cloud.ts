import { SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import type { Properties, Resource } from '@palisade/local-engine';
import { snsTopicArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { sqs } from '../../sqs/index.ts';
import { declareQueue, declareQueuePolicy, document, queueArn, roleArn } from '../../sqs/testing/sqs-cloud.ts';
import { sns } from '../index.ts';
import { TOPIC } from '../resources/topic.ts';
import { TOPIC_POLICY } from '../resources/topic-policy.ts';
import { TOPIC_SUBSCRIPTION } from '../resources/topic-subscription.ts';

export { declareQueue, declareRole, document, queueArn, refusal, roleArn } from '../../sqs/testing/sqs-cloud.ts';

/** A cloud with SNS, SQS and KMS, and clients of the AWS SDK over TLS. */
export interface SnsCloud {
  readonly cloud: TestCloud;
  /** The administrator. */
  readonly admin: SNSClient;
  /** A session of the role of that name; or the administrator in another region. */
  as(role: string | undefined, region?: string): SNSClient;
  /** Receives up to ten messages from a queue, all attributes with them. */
  receive(queue: string): Promise<Message[]>;
  close(): Promise<void>;
}

export async function startSns(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<SnsCloud> {
  const cloud = await startTestCloud(declare, { ...options, services: [kms, sqs, sns, ...(options.services ?? [])] });
  const clients: { destroy(): void }[] = [];
  const client = (config: ConstructorParameters<typeof SNSClient>[0]): SNSClient => {
    const made = new SNSClient(config ?? {});
    clients.push(made);
    return made;
  };
  const queues = new SQSClient(cloud.deployer());
  clients.push(queues);
  return {
    cloud,
    admin: client(cloud.deployer()),
    as: (role, region) =>
      client(
        role === undefined ? cloud.deployer(region) : cloud.role(roleArn(role), region === undefined ? {} : { region }),
      ),
    async receive(queue) {
      const { Messages = [] } = await queues.send(
        new ReceiveMessageCommand({
          QueueUrl: `${cloud.endpoint}/${DEFAULT_ACCOUNT}/${queue}`,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      return Messages;
    },
    async close() {
      for (const each of clients) each.destroy();
      await cloud.close();
    },
  };
}

export const topicArn = (name: string, region = 'us-east-1'): string =>
  snsTopicArn({ region, account: DEFAULT_ACCOUNT, name });

export const declareTopic = (stack: Declaration, name: string, inputs: Properties = {}): Resource =>
  stack.resource(TOPIC, `${name} ${String(inputs['region'] ?? '')}`, { name, ...inputs });

export const declareTopicPolicy = (stack: Declaration, topic: string, ...statements: readonly Statement[]): Resource =>
  stack.resource(TOPIC_POLICY, topic, { arn: topicArn(topic), policy: document(...statements) });

/** Subscribes a queue to a topic; `inputs` over those of a plain subscription. */
export const subscribe = (stack: Declaration, topic: string, queue: string, inputs: Properties = {}): Resource =>
  stack.resource(TOPIC_SUBSCRIPTION, `${topic} ${queue}`, {
    topic: topicArn(topic),
    protocol: 'sqs',
    endpoint: queueArn(queue),
    ...inputs,
  });

/** A queue that takes what that topic sends. */
export function declareOpenQueue(stack: Declaration, name: string, topic: string, inputs: Properties = {}): void {
  declareQueuePolicy(stack, declareQueue(stack, name, inputs), {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn(name),
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn(topic) } },
  });
}
