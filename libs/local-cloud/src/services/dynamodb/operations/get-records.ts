import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { DynamodbState } from '../state.ts';
import { checkAge, readIterator, writeIterator } from '../streams/shard-iterator.ts';
import { recordJson } from '../streams/record-json.ts';
import { readSequenceNumber } from '../streams/stream-record.ts';
import { text, violated, wholeNumber } from './input.ts';
import { findStream } from './stream-input.ts';

const MOST_BYTES = 1024 * 1024;

/** Source: Amazon DynamoDB Streams API Reference, GetRecords. */
export const getRecords = operation({
  name: 'GetRecords',
  parse({ input }) {
    const iterator = text(input, 'ShardIterator');
    if (iterator === undefined) throw violated('ShardIterator', iterator, 'Member must not be null');
    return { iterator: readIterator(iterator), limit: wholeNumber(input, 'Limit', 1, 1000) ?? 1000 };
  },
  permissions: ({ iterator }) => [{ action: 'dynamodb:GetRecords', resource: iterator.streamArn }],
  run({ iterator, limit }, { now, principal, region }, state: DynamodbState) {
    checkAge(iterator, now);
    const { stream } = findStream(iterator.streamArn, state, principal);
    let bytes = 0;
    const records = stream.behind(iterator.behind, limit, now).filter(({ size }, at) => {
      bytes += size;
      return at === 0 || bytes <= MOST_BYTES;
    });
    const last = records.at(-1);
    const behind = last === undefined ? iterator.behind : (readSequenceNumber(last.sequenceNumber) ?? iterator.behind);
    return json({
      Records: records.map((record) => recordJson(record, region)),
      NextShardIterator: writeIterator({ ...iterator, behind, at: now }),
    });
  },
});
