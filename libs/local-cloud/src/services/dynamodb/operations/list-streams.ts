import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { DynamodbState } from '../state.ts';
import { checkTableName, text, wholeNumber } from './input.ts';
import { tableArn } from './table-operation.ts';

/** Source: Amazon DynamoDB Streams API Reference, ListStreams. */
export const listStreams = operation({
  name: 'ListStreams',
  parse({ input }) {
    const table = text(input, 'TableName');
    if (table !== undefined) checkTableName(table);
    return {
      table,
      after: text(input, 'ExclusiveStartStreamArn') ?? '',
      limit: wholeNumber(input, 'Limit', 1, 100) ?? 100,
    };
  },
  permissions: () => [{ action: 'dynamodb:ListStreams', resource: '*' }],
  run({ after, limit, table }, { region }, state: DynamodbState) {
    const only = table === undefined ? undefined : tableArn(table, state, region);
    const streams = state
      .tables(region)
      .flatMap(({ configuration: { arn, name, stream } }) =>
        stream === undefined || (only !== undefined && only !== arn)
          ? []
          : [{ StreamArn: stream.arn, TableName: name, StreamLabel: stream.label }],
      )
      .filter(({ StreamArn }) => StreamArn > after)
      .sort((one, other) => (one.StreamArn < other.StreamArn ? -1 : 1));
    const page = streams.slice(0, limit);
    return json({
      Streams: page,
      ...(streams.length > limit && { LastEvaluatedStreamArn: page.at(-1)?.StreamArn as string }),
    });
  },
});
