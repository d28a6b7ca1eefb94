import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { DynamodbState } from '../state.ts';
import { FIRST_NUMBER, sequenceNumber } from '../streams/stream-record.ts';
import { text, wholeNumber } from './input.ts';
import { findStream, streamArn } from './stream-input.ts';
import { keySchema } from './table-description.ts';

/** Source: Amazon DynamoDB Streams API Reference, DescribeStream. */
export const describeStream = operation({
  name: 'DescribeStream',
  parse({ input }) {
    wholeNumber(input, 'Limit', 1, 100);
    return { arn: streamArn(input), after: text(input, 'ExclusiveStartShardId') ?? '' };
  },
  permissions: ({ arn }) => [{ action: 'dynamodb:DescribeStream', resource: arn }],
  run({ after, arn }, { principal }, state: DynamodbState) {
    const { configuration, stream, table } = findStream(arn, state, principal);
    const shard = {
      ShardId: stream.shardId,
      SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(FIRST_NUMBER) },
    };
    return json({
      StreamDescription: {
        StreamArn: arn,
        StreamLabel: configuration.label,
        StreamStatus: 'ENABLED',
        StreamViewType: configuration.viewType,
        CreationRequestDateTime: stream.made / 1000,
        TableName: table.configuration.name,
        KeySchema: keySchema(table.configuration.schema),
        Shards: stream.shardId > after ? [shard] : [],
      },
    });
  },
});
