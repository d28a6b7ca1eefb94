import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { DynamodbState } from './state.ts';

/** Amazon DynamoDB and DynamoDB Streams: two APIs under one signing name and one IAM prefix. */
export const dynamodb: Service<DynamodbState> = {
  name: 'dynamodb',
  protocol: 'json-1.0',
  targetPrefix: 'DynamoDB_20120810',
  alias: { endpoint: 'streams.dynamodb', targetPrefix: 'DynamoDBStreams_20120810' },
  // A batch of 25 items of 400 KB each, or a transaction of 4 MB, in JSON and base64.
  bodyLimit: 16 * 1024 * 1024,
  resources,
  operations,
  declaredOnly,
  createState: (host) => new DynamodbState(host),
};

export { TABLE } from './resources/table.ts';
export type { DynamodbState } from './state.ts';
export type { ReadableStream } from './streams/readable-stream.ts';
export { recordJson, streamEvent } from './streams/record-json.ts';
export type { StreamRecord } from './streams/stream-record.ts';
