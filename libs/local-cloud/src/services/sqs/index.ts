import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { queryCompatibility } from './query-compatibility.ts';
import { resources } from './resources/index.ts';
import { SqsState } from './state.ts';

/** Amazon Simple Queue Service. */
export const sqs: Service<SqsState> = {
  name: 'sqs',
  protocol: 'json-1.0',
  targetPrefix: 'AmazonSQS',
  queryCompatible: queryCompatibility,
  xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new SqsState(host),
};

export type { MessageAttribute, MessageAttributes } from './queue/content.ts';
export type { Counts } from './queue/queue.ts';
export type { ReceivedMessage } from './received-message.ts';
export type { ReceiveOptions, SendRequest, SqsState } from './state.ts';
export { QUEUE } from './resources/queue.ts';
