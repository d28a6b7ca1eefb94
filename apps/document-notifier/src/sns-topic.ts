import { PublishCommand, type MessageAttributeValue, type SNSClient } from '@aws-sdk/client-sns';
import { EventProblem } from '@palisade/lambda-kit';
import type { Topic } from './topic.ts';

/**
 * An SNS topic. Status and owner are message attributes too, so that a subscription's filter policy can choose by them
 * without looking into the message.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
export function snsTopic(sns: SNSClient, topicArn: string): Topic {
  return {
    async publish(change, abortSignal) {
      const { status, ownerId } = change;
      const command = new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify(change),
        MessageAttributes: { status: text(status), ownerId: text(ownerId) },
      });
      await sns.send(command, { abortSignal }).catch((cause: unknown) => {
        throw new EventProblem('topic-unavailable', 'The topic did not take a message', { cause });
      });
    },
  };
}

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });
