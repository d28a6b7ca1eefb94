import type { QueueConfiguration } from '../queue-configuration.ts';

/** A standard queue that no graph declares. */
export const plainQueue: QueueConfiguration = {
  urn: '',
  stack: 's',
  region: 'us-east-1',
  name: 'q',
  arn: 'q',
  url: '',
  fifo: false,
  contentBasedDeduplication: false,
  deduplicationScope: 'queue',
  fifoThroughputLimit: 'perQueue',
  delay: 0,
  retention: 345_600_000,
  visibilityTimeout: 30_000,
  receiveWait: 0,
  maxMessageSize: 262_144,
  kmsKeyId: undefined,
  kmsReuse: 300_000,
  managedSse: true,
  redrive: undefined,
  redriveAllow: undefined,
  policy: undefined,
  tags: {},
};
