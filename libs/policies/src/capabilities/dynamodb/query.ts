import { dynamodbIndexArn, dynamodbTableArn, type TableName } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * Query of a table, or of one of its indexes and not the table itself: an index is a resource of its own.
 *
 * @example
 * query({ ...here, table: 'documents', index: 'byStatus' }).Resource; // => arn:aws:dynamodb:us-east-1:111122223333:table/documents/index/byStatus
 */
export function query(at: TableName & { readonly index?: string; readonly sid?: string }): Statement {
  const { index, sid = 'Query' } = at;
  const resource = index === undefined ? dynamodbTableArn(at) : dynamodbIndexArn({ ...at, index });
  return allow({ sid, actions: ['dynamodb:Query'], resources: [resource] });
}
