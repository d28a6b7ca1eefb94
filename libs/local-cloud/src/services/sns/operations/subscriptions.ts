import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result, type XmlObject } from '../../../kernel/wire.ts';
import { topicArnOf } from '../arn.ts';
import { InvalidParameter, NotFound } from '../errors.ts';
import type { SnsState } from '../state.ts';
import type { SubscriptionConfiguration } from '../topic-configuration.ts';
import { entriesXml } from './entries-xml.ts';
import { requiredText, topicArn } from './input.ts';
import { onTopic, topicIn } from './on-topic.ts';
import { page } from './page.ts';

/** Source: Amazon SNS API Reference, ListSubscriptions. */
export const listSubscriptions = operation({
  name: 'ListSubscriptions',
  parse: ({ input }) => optionalText(input, 'NextToken'),
  permissions: () => [{ action: 'sns:ListSubscriptions', resource: '*' }],
  run: (after, { region }, state: SnsState) =>
    listed(
      state.topics(region).flatMap(({ subscriptions }) => subscriptions),
      after,
      state,
    ),
});

/** Source: Amazon SNS API Reference, ListSubscriptionsByTopic. */
export const listSubscriptionsByTopic = operation({
  name: 'ListSubscriptionsByTopic',
  parse: ({ input }) => ({ arn: topicArn(input), after: optionalText(input, 'NextToken') }),
  permissions: ({ arn }, state: SnsState) => [onTopic('ListSubscriptionsByTopic', arn, state)],
  run: ({ arn, after }, { region }, state) => listed(topicIn(region, arn, state).subscriptions, after, state),
});

/** Source: Amazon SNS API Reference, GetSubscriptionAttributes. */
export const getSubscriptionAttributes = operation({
  name: 'GetSubscriptionAttributes',
  parse({ input }) {
    const arn = requiredText(input, 'SubscriptionArn');
    const topic = topicArnOf(arn);
    if (topic === undefined) throw new InvalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements');
    return { arn, topic };
  },
  permissions: ({ topic }, state: SnsState) => [onTopic('GetSubscriptionAttributes', topic, state)],
  run({ arn, topic }, { region }, state) {
    const found = state.find(topic);
    const subscription = found?.region === region ? found.subscriptions.find((each) => each.arn === arn) : undefined;
    if (subscription === undefined) throw new NotFound('Subscription');
    const { deadLetterQueue, endpoint, filter, protocol, raw } = subscription;
    return result({
      Attributes: entriesXml({
        SubscriptionArn: arn,
        TopicArn: topic,
        Owner: state.host.accountId,
        Protocol: protocol,
        Endpoint: endpoint,
        PendingConfirmation: 'false',
        ConfirmationWasAuthenticated: 'true',
        RawMessageDelivery: String(raw),
        FilterPolicy: filter?.text,
        FilterPolicyScope: filter?.scope,
        RedrivePolicy: deadLetterQueue && JSON.stringify({ deadLetterTargetArn: deadLetterQueue }),
      }),
    });
  },
});

function listed(subscriptions: readonly SubscriptionConfiguration[], after: string | undefined, { host }: SnsState) {
  const { shown, token } = page(
    [...subscriptions].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    after,
  );
  const member = shown.map(({ arn, endpoint, protocol, topicArn: topic }): XmlObject => ({
    TopicArn: topic,
    Protocol: protocol,
    SubscriptionArn: arn,
    Owner: host.accountId,
    Endpoint: endpoint,
  }));
  return result({ Subscriptions: { member }, NextToken: token });
}
