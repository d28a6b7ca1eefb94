import { dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * PutItem of one table.
 *
 * @example
 * putItem({ ...here, table: 'documents' }).Action; // => dynamodb:PutItem
 */
export function putItem(at: TableName & { readonly sid?: string }): Statement {
  return allow({ sid: at.sid ?? 'PutItem', actions: ['dynamodb:PutItem'], resources: [dynamodbTableArn(at)] });
}
