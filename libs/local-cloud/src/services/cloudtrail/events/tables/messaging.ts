import { parseArn, sqsQueueArn } from '@palisade/policies';
import type { EventTable } from '../event-table.ts';
import { orNothing, pick, pickReply, textOf, xmlResult } from '../pick.ts';

/** Source: Amazon SQS Developer Guide, "Logging Amazon SQS API calls using AWS CloudTrail". */
export const sqs: EventTable = {
  source: 'sqs.amazonaws.com',
  management: {
    read: [
      'GetQueueAttributes',
      'GetQueueUrl',
      'ListDeadLetterSourceQueues',
      'ListMessageMoveTasks',
      'ListQueues',
      'ListQueueTags',
    ],
    write: ['CancelMessageMoveTask', 'PurgeQueue', 'StartMessageMoveTask'],
  },
  data: {
    'AWS::SQS::Queue': {
      read: ['ReceiveMessage'],
      write: [
        'ChangeMessageVisibility',
        'ChangeMessageVisibilityBatch',
        'DeleteMessage',
        'DeleteMessageBatch',
        'SendMessage',
        'SendMessageBatch',
      ],
    },
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'QueueUrl',
      'QueueName',
      'QueueNamePrefix',
      'SourceArn',
      'DestinationArn',
      'MaxNumberOfMessages',
      'WaitTimeSeconds',
      'VisibilityTimeout',
      'DelaySeconds',
      'MessageGroupId',
      'AttributeNames',
    ]),
  resources({ exchange: { wire } }, place) {
    const name = textOf(wire.input, 'QueueUrl')?.split('/').at(-1) ?? textOf(wire.input, 'QueueName');
    if (name === undefined || !/^[\w.-]+$/.test(name)) return [];
    return [{ type: 'AWS::SQS::Queue', arn: sqsQueueArn({ ...place, name }), accountId: place.account }];
  },
  response: (call) => pickReply(call, ['MessageId', 'TaskHandle']),
};

/** Source: Amazon SNS Developer Guide, "Logging AWS SNS API calls using AWS CloudTrail". */
export const sns: EventTable = {
  source: 'sns.amazonaws.com',
  management: {
    read: [
      'GetDataProtectionPolicy',
      'GetSubscriptionAttributes',
      'GetTopicAttributes',
      'ListSubscriptions',
      'ListSubscriptionsByTopic',
      'ListTagsForResource',
      'ListTopics',
    ],
    write: ['ConfirmSubscription'],
  },
  data: { 'AWS::SNS::Topic': { read: [], write: ['Publish', 'PublishBatch'] } },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, ['TopicArn', 'TargetArn', 'SubscriptionArn', 'ResourceArn', 'MessageGroupId']),
  resources({ exchange: { wire } }, { account }) {
    const arn = textOf(wire.input, 'TopicArn') ?? textOf(wire.input, 'TargetArn');
    return arn === undefined || parseArn(arn) === undefined
      ? []
      : [{ type: 'AWS::SNS::Topic', arn, accountId: account }];
  },
  response(call) {
    const { MessageId: messageId } = xmlResult(call);
    return typeof messageId === 'string' ? orNothing({ messageId }) : undefined;
  },
};
