import {
  boolean,
  integer,
  json,
  object,
  oneOf,
  refused,
  required,
  string,
  type ResourceModel,
} from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
import { flag, text } from '../../../kernel/properties.ts';
import { subscriptionArn } from '../arn.ts';
import { compileFilterPolicy, FilterPolicyError, type FilterPolicyScope } from '../filter/filter-policy.ts';

export const TOPIC_SUBSCRIPTION = 'aws:sns/topicSubscription:TopicSubscription';

/** Source: Amazon SNS API Reference, Subscribe. */
export const topicSubscription: ResourceModel = {
  token: TOPIC_SUBSCRIPTION,
  inputs: object({
    // What is about confirming an HTTP endpoint means nothing to the protocols here.
    confirmationTimeoutInMinutes: integer,
    deliveryPolicy: refused('it is about HTTP endpoints, which the local cloud has not'),
    endpoint: required(string),
    endpointAutoConfirms: boolean,
    filterPolicy: json,
    filterPolicyScope: oneOf('MessageAttributes', 'MessageBody'),
    protocol: required(oneOf('email', 'email-json', 'lambda', 'sqs')),
    rawMessageDelivery: boolean,
    redrivePolicy: json,
    replayPolicy: refused('the local cloud has standard topics only'),
    subscriptionRoleArn: refused('it is about Firehose, which the local cloud has not'),
    topic: required(string),
  }),
  replaceOn: ['endpoint', 'protocol', 'topic'],
  defaults: (inputs) => ({
    confirmationTimeoutInMinutes: 1,
    endpointAutoConfirms: false,
    rawMessageDelivery: false,
    ...(text(inputs, 'filterPolicy') !== undefined && { filterPolicyScope: 'MessageAttributes' }),
  }),
  check(inputs) {
    const endpoint = text(inputs, 'endpoint') ?? '';
    const protocol = text(inputs, 'protocol') ?? '';
    const problems: string[] = [];
    const invalid = (reason: string): void => void problems.push(`InvalidParameter: Invalid parameter: ${reason}`);
    if (parseArn(text(inputs, 'topic') ?? '')?.service !== 'sns') invalid('TopicArn');
    if (protocol === 'sqs' && parseArn(endpoint)?.service !== 'sqs') invalid(`SQS endpoint ARN: ${endpoint}`);
    if (protocol === 'sqs' && endpoint.endsWith('.fifo'))
      invalid('Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics');
    if (protocol === 'lambda' && parseArn(endpoint)?.service !== 'lambda') invalid(`Lambda endpoint ARN: ${endpoint}`);
    if (protocol.startsWith('email') && !/^[^@\s]+@[^@\s]+$/.test(endpoint)) invalid('Email address');
    if (flag(inputs, 'rawMessageDelivery') && protocol !== 'sqs')
      invalid(`Attributes Reason: Delivery protocol [${protocol}] does not support raw message delivery.`);
    const filter = text(inputs, 'filterPolicy');
    if (filter !== undefined && filter !== '') {
      try {
        compileFilterPolicy(filter, (text(inputs, 'filterPolicyScope') ?? 'MessageAttributes') as FilterPolicyScope);
      } catch (error) {
        if (!(error instanceof FilterPolicyError)) throw error;
        invalid(`FilterPolicy: ${error.message}`);
      }
    }
    const redrive = text(inputs, 'redrivePolicy');
    if (redrive !== undefined && redrive !== '' && deadLetterQueueIn(redrive) === undefined) {
      invalid('RedrivePolicy: it is {"deadLetterTargetArn": "<ARN of a queue>"} and nothing else');
    }
    return problems;
  },
  outputs(inputs, { accountId }) {
    const arn = subscriptionArn(
      text(inputs, 'topic') ?? '',
      text(inputs, 'protocol') ?? '',
      text(inputs, 'endpoint') ?? '',
    );
    return {
      id: arn,
      outputs: { arn, ownerId: accountId, confirmationWasAuthenticated: true, pendingConfirmation: false },
    };
  },
};

/** ARN of the queue for what cannot be delivered; undefined if the policy names none. */
export function deadLetterQueueIn(redrivePolicy: string): string | undefined {
  try {
    const policy = JSON.parse(redrivePolicy) as { readonly deadLetterTargetArn?: unknown };
    const { deadLetterTargetArn: arn } = policy;
    return Object.keys(policy).length === 1 && typeof arn === 'string' && parseArn(arn)?.service === 'sqs'
      ? arn
      : undefined;
  } catch {
    return undefined;
  }
}
