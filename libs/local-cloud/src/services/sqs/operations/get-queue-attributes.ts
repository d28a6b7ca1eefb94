import { json } from '../../../kernel/wire.ts';
import { InvalidAttributeName } from '../errors.ts';
import type { Queue } from '../queue/queue.ts';
import { texts } from './input.ts';
import { queueOperation } from './queue-operation.ts';

const seconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000));

/** Values of a queue's attributes; undefined where it has none. */
const attributes: Readonly<Record<string, (queue: Queue) => string | undefined>> = {
  ApproximateNumberOfMessages: (queue) => String(queue.counts().visible),
  ApproximateNumberOfMessagesDelayed: (queue) => String(queue.counts().delayed),
  ApproximateNumberOfMessagesNotVisible: (queue) => String(queue.counts().inFlight),
  ContentBasedDeduplication: ({ configuration }) =>
    ofFifo(configuration, String(configuration.contentBasedDeduplication)),
  CreatedTimestamp: ({ made }) => seconds(made),
  DeduplicationScope: ({ configuration }) => ofFifo(configuration, configuration.deduplicationScope),
  DelaySeconds: ({ configuration }) => seconds(configuration.delay),
  FifoQueue: ({ configuration }) => ofFifo(configuration, 'true'),
  FifoThroughputLimit: ({ configuration }) => ofFifo(configuration, configuration.fifoThroughputLimit),
  KmsDataKeyReusePeriodSeconds: ({ configuration: { kmsKeyId, kmsReuse } }) =>
    kmsKeyId === undefined ? undefined : seconds(kmsReuse),
  KmsMasterKeyId: ({ configuration }) => configuration.kmsKeyId,
  LastModifiedTimestamp: ({ modified }) => seconds(modified),
  MaximumMessageSize: ({ configuration }) => String(configuration.maxMessageSize),
  MessageRetentionPeriod: ({ configuration }) => seconds(configuration.retention),
  Policy: ({ configuration }) => configuration.policy?.text,
  QueueArn: ({ configuration }) => configuration.arn,
  ReceiveMessageWaitTimeSeconds: ({ configuration }) => seconds(configuration.receiveWait),
  RedriveAllowPolicy({ configuration: { redriveAllow } }) {
    if (redriveAllow === undefined) return undefined;
    const { redrivePermission, sourceQueueArns } = redriveAllow;
    return JSON.stringify({ redrivePermission, ...(sourceQueueArns.length > 0 && { sourceQueueArns }) });
  },
  RedrivePolicy: ({ configuration: { redrive } }) => redrive && JSON.stringify(redrive),
  SqsManagedSseEnabled: ({ configuration }) => String(configuration.managedSse),
  VisibilityTimeout: ({ configuration }) => seconds(configuration.visibilityTimeout),
};

/** Source: Amazon SQS API Reference, GetQueueAttributes. */
export const getQueueAttributes = queueOperation({
  name: 'GetQueueAttributes',
  parse(input) {
    const names = texts(input, 'AttributeNames');
    const unknown = names.find((name) => name !== 'All' && !Object.hasOwn(attributes, name));
    if (unknown !== undefined) throw new InvalidAttributeName(unknown);
    return names.includes('All') ? Object.keys(attributes) : names;
  },
  run(names, queue) {
    const found = names.flatMap((name) => {
      const value = attributes[name]?.(queue);
      return value === undefined ? [] : [[name, value] as const];
    });
    return json(found.length === 0 ? {} : { Attributes: Object.fromEntries(found) });
  },
});

function ofFifo({ fifo }: Queue['configuration'], value: string): string | undefined {
  return fifo ? value : undefined;
}
