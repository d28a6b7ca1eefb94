import { dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * UpdateItem of one table.
 *
 * @example
 * updateItem({ ...here, table: 'documents' }).Action; // => dynamodb:UpdateItem
 */
export function updateItem(at: TableName & { readonly sid?: string }): Statement {
  return allow({ sid: at.sid ?? 'UpdateItem', actions: ['dynamodb:UpdateItem'], resources: [dynamodbTableArn(at)] });
}
