import {
  boolean,
  integer,
  json,
  map,
  object,
  oneOf,
  refused,
  string,
  type ResourceModel,
} from '@palisade/local-engine';
import { sqsQueueArn } from '@palisade/policies';
import { flag, number, text } from '../../../kernel/properties.ts';
import { checkRedriveAllowPolicy, checkRedrivePolicy } from './redrive-check.ts';

export const QUEUE = 'aws:sqs/queue:Queue';

/** Bounds of a queue's numbers. Source: Amazon SQS API Reference, SetQueueAttributes; the provider has them too. */
const bounds = {
  delaySeconds: [0, 900],
  kmsDataKeyReusePeriodSeconds: [60, 86_400],
  maxMessageSize: [1024, 1_048_576],
  messageRetentionSeconds: [60, 1_209_600],
  receiveWaitTimeSeconds: [0, 20],
  visibilityTimeoutSeconds: [0, 43_200],
} as const;

/** Source: Amazon SQS API Reference, CreateQueue. */
export const queue: ResourceModel = {
  token: QUEUE,
  inputs: object({
    contentBasedDeduplication: boolean,
    deduplicationScope: oneOf('messageGroup', 'queue'),
    delaySeconds: integer,
    fifoQueue: boolean,
    fifoThroughputLimit: oneOf('perQueue', 'perMessageGroupId'),
    kmsDataKeyReusePeriodSeconds: integer,
    kmsMasterKeyId: string,
    maxMessageSize: integer,
    messageRetentionSeconds: integer,
    name: string,
    policy: refused('use aws.sqs.QueuePolicy'),
    receiveWaitTimeSeconds: integer,
    redriveAllowPolicy: json,
    redrivePolicy: json,
    sqsManagedSseEnabled: boolean,
    tags: map(string),
    visibilityTimeoutSeconds: integer,
  }),
  name: { property: 'name', maxLength: 80, pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/, automatic: true },
  replaceOn: ['name', 'fifoQueue'],
  defaults: (inputs) => ({
    contentBasedDeduplication: false,
    delaySeconds: 0,
    fifoQueue: false,
    kmsDataKeyReusePeriodSeconds: 300,
    maxMessageSize: 262_144,
    messageRetentionSeconds: 345_600,
    receiveWaitTimeSeconds: 0,
    sqsManagedSseEnabled: text(inputs, 'kmsMasterKeyId') === undefined,
    visibilityTimeoutSeconds: 30,
    ...(flag(inputs, 'fifoQueue') && { deduplicationScope: 'queue', fifoThroughputLimit: 'perQueue' }),
  }),
  check(inputs) {
    const problems: string[] = [];
    const invalid = (property: string, reason: string): void =>
      void problems.push(`InvalidAttributeValue: ${property}: ${reason}`);
    for (const [property, [least, most]] of Object.entries(bounds)) {
      const value = number(inputs, property);
      if (value !== undefined && (value < least || value > most))
        invalid(property, `${value} is not between ${least} and ${most}.`);
    }
    const name = text(inputs, 'name') ?? '';
    const fifo = flag(inputs, 'fifoQueue');
    if (fifo && !name.endsWith('.fifo'))
      invalid('name', `The name of a FIFO queue ends with .fifo: '${name}'. Give the queue such a name.`);
    if (!fifo && name.endsWith('.fifo')) invalid('name', `'${name}' is the name of a FIFO queue: set fifoQueue.`);
    if (name.length > 80) invalid('name', `'${name}' has more than 80 characters.`);
    if (!fifo) {
      for (const property of ['deduplicationScope', 'fifoThroughputLimit'] as const) {
        if (text(inputs, property) !== undefined) invalid(property, 'Only FIFO queues have it.');
      }
      if (flag(inputs, 'contentBasedDeduplication')) invalid('contentBasedDeduplication', 'Only FIFO queues have it.');
    }
    if (
      text(inputs, 'fifoThroughputLimit') === 'perMessageGroupId' &&
      text(inputs, 'deduplicationScope') !== 'messageGroup'
    ) {
      invalid('fifoThroughputLimit', 'perMessageGroupId needs the deduplicationScope messageGroup.');
    }
    if (text(inputs, 'kmsMasterKeyId') !== undefined && flag(inputs, 'sqsManagedSseEnabled')) {
      invalid(
        'sqsManagedSseEnabled',
        'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
      );
    }
    return [
      ...problems,
      ...checkRedrivePolicy(text(inputs, 'redrivePolicy')),
      ...checkRedriveAllowPolicy(text(inputs, 'redriveAllowPolicy')),
    ];
  },
  outputs(inputs, { partition, accountId, region, endpoint }) {
    const name = text(inputs, 'name') ?? '';
    // The region of a queue is that of whoever asks: the URL needs none.
    const url = `${endpoint}/${accountId}/${name}`;
    return {
      id: url,
      outputs: { arn: sqsQueueArn({ partition, region, account: accountId, name }), url, namePrefix: '', policy: '' },
    };
  },
};
