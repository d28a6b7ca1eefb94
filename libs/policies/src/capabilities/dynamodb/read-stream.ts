import { dynamodbStreamArn, type TableName } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * What an event source mapping reads a stream with: DescribeStream, GetRecords and GetShardIterator. `label` is the time the
 * stream was made; `*` where that is not known yet, which covers this table's streams only.
 * Source: Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB".
 *
 * @example
 * readStream({ ...here, table: 'documents', label: '*' }).Action; // => ["dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:GetShardIterator"]
 */
export function readStream(at: TableName & { readonly label: string; readonly sid?: string }): Statement {
  return allow({
    sid: at.sid ?? 'ReadStream',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [dynamodbStreamArn(at)],
  });
}
