import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFoundException, TrimmedDataAccessException, ValidationException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';
import { writeIterator } from '../streams/shard-iterator.ts';
import { readSequenceNumber } from '../streams/stream-record.ts';
import type { FoundStream } from './stream-input.ts';
import { oneOf, text, violated } from './input.ts';
import { findStream, streamArn } from './stream-input.ts';

const types = ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const;
type IteratorType = (typeof types)[number];

/** Source: Amazon DynamoDB Streams API Reference, GetShardIterator. */
export const getShardIterator = operation({
  name: 'GetShardIterator',
  parse({ input }) {
    const shardId = text(input, 'ShardId');
    if (shardId === undefined) throw violated('ShardId', shardId, 'Member must not be null');
    const type = oneOf(input, 'ShardIteratorType', types);
    if (type === undefined) throw violated('ShardIteratorType', type, 'Member must not be null');
    return { arn: streamArn(input), shardId, type, number: text(input, 'SequenceNumber') };
  },
  permissions: ({ arn }) => [{ action: 'dynamodb:GetShardIterator', resource: arn }],
  run({ arn, number, shardId, type }, { now, principal }, state: DynamodbState) {
    const found = findStream(arn, state, principal);
    if (found.stream.shardId !== shardId) {
      throw new ResourceNotFoundException(`Requested resource not found: Shard does not exist: ${shardId}`);
    }
    const behind = startOf(type, number, found, now);
    return json({ ShardIterator: writeIterator({ streamArn: arn, shardId, behind, at: now }) });
  },
});

function startOf(type: IteratorType, text: string | undefined, { stream, table }: FoundStream, now: number): number {
  if (type === 'TRIM_HORIZON') return 0;
  if (type === 'LATEST') return table.lastChange;
  const number = text === undefined ? undefined : readSequenceNumber(text);
  if (number === undefined) {
    throw new ValidationException(`Invalid SequenceNumber for ShardIteratorType ${type}: ${text ?? 'null'}`);
  }
  const [oldest] = stream.behind(0, 1, now);
  const kept = oldest === undefined ? table.lastChange : (readSequenceNumber(oldest.sequenceNumber) ?? 0) - 1;
  const behind = type === 'AT_SEQUENCE_NUMBER' ? number - 1 : number;
  if (behind < kept) throw new TrimmedDataAccessException();
  return behind;
}
