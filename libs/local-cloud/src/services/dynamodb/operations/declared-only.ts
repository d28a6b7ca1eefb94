import type { DeclaredOnly } from '../../../kernel/service.ts';
import type { DynamodbState } from '../state.ts';
import { onTable, tableArn } from './table-operation.ts';

/** What would change tables. Each takes the action of its name on the table, which the request names by one of two parameters. */
export const declaredOnly: readonly DeclaredOnly<DynamodbState>[] = [
  ...['CreateTable', 'DeleteTable', 'UpdateContinuousBackups', 'UpdateTable', 'UpdateTimeToLive'].map((name) =>
    change(name, 'TableName'),
  ),
  ...['DeleteResourcePolicy', 'PutResourcePolicy', 'TagResource', 'UntagResource'].map((name) =>
    change(name, 'ResourceArn'),
  ),
];

function change(name: string, parameter: 'TableName' | 'ResourceArn'): DeclaredOnly<DynamodbState> {
  return {
    name,
    permissions({ input }, state, region) {
      const named = input[parameter];
      if (typeof named !== 'string') return [];
      // The policies of streams are their own.
      const resource = parameter === 'ResourceArn' ? named : tableArn(named, state, region);
      return [onTable(name, resource, state.find(resource)?.configuration)];
    },
  };
}
