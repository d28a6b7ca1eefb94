import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { DynamodbState } from '../state.ts';
import { text, wholeNumber } from './input.ts';

/** Source: Amazon DynamoDB API Reference, ListTables. */
export const listTables = operation({
  name: 'ListTables',
  parse: ({ input }) => ({
    after: text(input, 'ExclusiveStartTableName') ?? '',
    limit: wholeNumber(input, 'Limit', 1, 100) ?? 100,
  }),
  permissions: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
  run({ after, limit }, { region }, state: DynamodbState) {
    const names = state
      .tables(region)
      .map(({ configuration }) => configuration.name)
      .filter((name) => name > after)
      .sort();
    const page = names.slice(0, limit);
    return json({
      TableNames: page,
      ...(names.length > limit && { LastEvaluatedTableName: page.at(-1) as string }),
    });
  },
});
