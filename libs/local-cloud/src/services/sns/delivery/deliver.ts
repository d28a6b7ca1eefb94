import { denial } from '../../../gateway/denial.ts';
import type { Host } from '../../../kernel/host.ts';
import type { ServicePrincipal } from '../../../kernel/principal.ts';
import { lambda } from '../../lambda/index.ts';
import { sqs } from '../../sqs/index.ts';
import { textFor, type Published } from '../message.ts';
import type { SubscriptionConfiguration, TopicConfiguration } from '../topic-configuration.ts';
import type { Inbox } from './inbox.ts';
import { lambdaEvent, notificationJson } from './notification.ts';
import type { Signer } from './signer.ts';

export interface DeliveryPlace {
  readonly host: Host;
  readonly signer: Signer;
  readonly inbox: Inbox;
  readonly topic: TopicConfiguration;
  readonly subscription: SubscriptionConfiguration;
}

/** Hands a message over to one subscriber; rejects with AwsError when its policy, its key or itself refuses. */
export async function deliver(published: Published, place: DeliveryPlace): Promise<void> {
  const { host, subscription, topic } = place;
  const principal = snsFor(topic, host.accountId);
  switch (subscription.protocol) {
    case 'sqs': {
      const raw = { body: textFor(published, 'sqs'), attributes: published.attributes };
      const content = subscription.raw ? raw : { body: notificationJson(published, place) };
      await host.state(sqs).send({ queueArn: subscription.endpoint, principal, ...content });
      return;
    }
    case 'lambda': {
      const { endpoint: functionArn } = subscription;
      const region = functionArn.split(':')[3] ?? topic.region;
      const permission = { action: 'lambda:InvokeFunction', resource: functionArn };
      const decision = host.authorise({ principal, region, permission });
      if (decision.verdict !== 'Allowed') throw denial('rest-json', principal, permission, decision);
      const payload = Buffer.from(lambdaEvent(published, place));
      await host.state(lambda).invoke({ functionArn, payload, type: 'Event' });
      return;
    }
    default:
      await mail(published, place);
  }
}

/** The message as it would have been delivered, into the subscription's dead-letter queue. */
export async function deliverToDeadLetters(
  published: Published,
  queueArn: string,
  place: DeliveryPlace,
): Promise<void> {
  const { host, subscription, topic } = place;
  const body = subscription.raw ? textFor(published, subscription.protocol) : notificationJson(published, place);
  const attributes = subscription.raw ? published.attributes : {};
  await host.state(sqs).send({ queueArn, body, attributes, principal: snsFor(topic, host.accountId) });
}

/** SNS itself, acting for a topic. */
export const snsFor = ({ arn }: TopicConfiguration, accountId: string): ServicePrincipal => ({
  kind: 'service',
  name: 'sns.amazonaws.com',
  sourceArn: arn,
  sourceAccount: accountId,
});

async function mail(published: Published, place: DeliveryPlace): Promise<void> {
  const { host, inbox, subscription, topic } = place;
  const { id: messageId, subject, topicArn } = published;
  await inbox.add({
    messageId,
    topicArn,
    subscriptionArn: subscription.arn,
    to: subscription.endpoint,
    at: host.clock.now(),
    subject:
      subject ??
      (topic.displayName === '' ? 'AWS Notification Message' : `${topic.displayName}: AWS Notification Message`),
    body: subscription.protocol === 'email' ? textFor(published, 'email') : notificationJson(published, place),
  });
}
