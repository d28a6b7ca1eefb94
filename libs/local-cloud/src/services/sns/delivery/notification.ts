import type { Host } from '../../../kernel/host.ts';
import type { MessageAttributes } from '../../sqs/index.ts';
import { textFor, type Published } from '../message.ts';
import type { SubscriptionConfiguration, TopicConfiguration } from '../topic-configuration.ts';
import type { Signer } from './signer.ts';

interface Place {
  readonly host: Host;
  readonly signer: Signer;
  readonly topic: TopicConfiguration;
  readonly subscription: SubscriptionConfiguration;
}

/**
 * The JSON document that queues get, unless delivery is raw, and `email-json`.
 * Source: Amazon SNS Developer Guide, "HTTP/HTTPS notification JSON format", which is that of queues too.
 */
export function notificationJson(published: Published, place: Place): string {
  const { signature, ...facts } = signed(published, place);
  return JSON.stringify({
    ...facts,
    SignatureVersion: String(place.topic.signatureVersion),
    Signature: signature,
    SigningCertURL: certificateUrl(place.host),
    UnsubscribeURL: unsubscribeUrl(place),
    ...attributesMember(published.attributes),
  });
}

/** What a function gets. Source: Lambda Developer Guide, "Using AWS Lambda with Amazon SNS". */
export function lambdaEvent(published: Published, place: Place): string {
  const { signature, Subject = null, ...facts } = signed(published, place);
  return JSON.stringify({
    Records: [
      {
        EventVersion: '1.0',
        EventSubscriptionArn: place.subscription.arn,
        EventSource: 'aws:sns',
        Sns: {
          ...facts,
          Subject,
          SignatureVersion: String(place.topic.signatureVersion),
          Signature: signature,
          SigningCertUrl: certificateUrl(place.host),
          UnsubscribeUrl: unsubscribeUrl(place),
          MessageAttributes: {},
          ...attributesMember(published.attributes),
        },
      },
    ],
  });
}

function signed(published: Published, { signer, subscription, topic }: Place) {
  const { at, id, subject, topicArn } = published;
  const facts = {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: textFor(published, subscription.protocol),
    Timestamp: new Date(at).toISOString(),
  };
  return { ...facts, signature: signer.sign(facts, topic.signatureVersion) };
}

function attributesMember(attributes: MessageAttributes): { readonly MessageAttributes?: object } {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return {};
  return {
    MessageAttributes: Object.fromEntries(
      entries.map(([name, { binaryValue, dataType, stringValue }]) => [
        name,
        { Type: dataType, Value: binaryValue ?? stringValue },
      ]),
    ),
  };
}

const certificateUrl = ({ endpoint }: Host): string => `${endpoint}/SimpleNotificationService.pem`;

const unsubscribeUrl = ({ host, subscription }: Place): string =>
  `${host.endpoint}/?Action=Unsubscribe&SubscriptionArn=${encodeURIComponent(subscription.arn)}`;
