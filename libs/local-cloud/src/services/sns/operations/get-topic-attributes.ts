import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import type { SnsState } from '../state.ts';
import { entriesXml } from './entries-xml.ts';
import { topicArn } from './input.ts';
import { onTopic, topicIn } from './on-topic.ts';

/** The policy for HTTP endpoints that every topic has. Source: Amazon SNS API Reference, GetTopicAttributes. */
const effectiveDeliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
});

export const getTopicAttributes = operation({
  name: 'GetTopicAttributes',
  parse: ({ input }) => topicArn(input),
  permissions: (arn, state: SnsState) => [onTopic('GetTopicAttributes', arn, state)],
  run(arn, { region }, state) {
    const topic = topicIn(region, arn, state);
    return result({
      Attributes: entriesXml({
        TopicArn: arn,
        Owner: state.host.accountId,
        Policy: topic.policy.text,
        DisplayName: topic.displayName,
        EffectiveDeliveryPolicy: effectiveDeliveryPolicy,
        KmsMasterKeyId: topic.kmsKeyId,
        SignatureVersion: String(topic.signatureVersion),
        TracingConfig: 'PassThrough',
        SubscriptionsConfirmed: String(topic.subscriptions.length),
        SubscriptionsPending: '0',
        SubscriptionsDeleted: '0',
      }),
    });
  },
});
