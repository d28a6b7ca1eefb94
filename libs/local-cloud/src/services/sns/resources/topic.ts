import { map, object, oneOf, refused, string, type ResourceModel } from '@palisade/local-engine';
import { snsTopicArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { defaultTopicPolicy } from '../default-topic-policy.ts';

export const TOPIC = 'aws:sns/topic:Topic';
const standardOnly = 'the local cloud has standard topics only';

/** Source: Amazon SNS API Reference, CreateTopic. */
export const topic: ResourceModel = {
  token: TOPIC,
  inputs: object({
    contentBasedDeduplication: oneOf(false),
    deliveryPolicy: refused('it is about HTTP endpoints, which the local cloud has not'),
    displayName: string,
    fifoTopic: oneOf(false),
    archivePolicy: refused(standardOnly),
    fifoThroughputScope: refused(standardOnly),
    kmsMasterKeyId: string,
    name: string,
    policy: refused('use aws.sns.TopicPolicy'),
    signatureVersion: oneOf(1, 2),
    tags: map(string),
    tracingConfig: oneOf('PassThrough'),
  }),
  name: { property: 'name', maxLength: 256, pattern: /^[A-Za-z0-9_-]+$/, automatic: true },
  replaceOn: ['name', 'fifoTopic'],
  defaults: () => ({ signatureVersion: 1, tracingConfig: 'PassThrough' }),
  check: (inputs) =>
    (text(inputs, 'displayName') ?? '').length > 100
      ? ['InvalidParameter: Invalid parameter: DisplayName: it has more than 100 characters.']
      : [],
  outputs(inputs, { partition, accountId, region }) {
    const arn = snsTopicArn({ partition, region, account: accountId, name: text(inputs, 'name') ?? '' });
    const policy = JSON.stringify(defaultTopicPolicy(arn, accountId));
    return { id: arn, outputs: { arn, owner: accountId, namePrefix: '', beginningArchiveTime: '', policy } };
  },
};
