import { dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * GetItem of one table.
 *
 * @example
 * getItem({ ...here, table: 'documents' }).Action; // => dynamodb:GetItem
 */
export function getItem(at: TableName & { readonly sid?: string }): Statement {
  return allow({ sid: at.sid ?? 'GetItem', actions: ['dynamodb:GetItem'], resources: [dynamodbTableArn(at)] });
}
