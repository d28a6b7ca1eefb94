import { dynamodbTableArn } from '@palisade/policies';
import type { JsonObject, JsonValue } from '../../../../kernel/wire.ts';
import type { EventTable } from '../event-table.ts';
import { pick } from '../pick.ts';

/** Source: Amazon DynamoDB Developer Guide, "Logging DynamoDB operations by using AWS CloudTrail". */
export const dynamodb: EventTable = {
  source: 'dynamodb.amazonaws.com',
  management: {
    read: [
      'DescribeContinuousBackups',
      'DescribeEndpoints',
      'DescribeLimits',
      'DescribeStream',
      'DescribeTable',
      'DescribeTimeToLive',
      'GetResourcePolicy',
      'ListStreams',
      'ListTables',
      'ListTagsOfResource',
    ],
    write: [],
  },
  data: {
    'AWS::DynamoDB::Table': {
      read: ['BatchGetItem', 'GetItem', 'Query', 'Scan', 'TransactGetItems'],
      write: ['BatchWriteItem', 'DeleteItem', 'PutItem', 'TransactWriteItems', 'UpdateItem'],
    },
    'AWS::DynamoDB::Stream': { read: ['GetRecords', 'GetShardIterator'], write: [] },
  },
  parameters({ exchange: { wire } }) {
    const tables = tablesOf(wire.input);
    const several = wire.input['TableName'] === undefined && tables.length > 0;
    return {
      ...pick(wire.input, [
        'TableName',
        'IndexName',
        'StreamArn',
        'ResourceArn',
        'ShardId',
        'ShardIteratorType',
        'Limit',
      ]),
      ...(several && { tableNames: tables }),
    };
  },
  resources({ exchange: { wire } }, { account, partition, region }) {
    const stream = wire.input['StreamArn'];
    if (typeof stream === 'string') return [{ type: 'AWS::DynamoDB::Stream', arn: stream, accountId: account }];
    return tablesOf(wire.input).map((table) => ({
      type: 'AWS::DynamoDB::Table',
      arn: table.startsWith('arn:') || table === '' ? table : dynamodbTableArn({ partition, region, account, table }),
      accountId: account,
    }));
  },
};

/** Names of the tables a request is about; never keys or attributes of items. */
function tablesOf(input: JsonObject): readonly string[] {
  const { RequestItems: items, TableName: table, TransactItems: transaction } = input;
  if (typeof table === 'string') return [table];
  if (isStructure(items)) return Object.keys(items);
  if (!isList(transaction)) return [];
  const names = transaction
    .flatMap((each) => (isStructure(each) ? Object.values(each) : []))
    .flatMap((action) => (isStructure(action) && typeof action['TableName'] === 'string' ? [action['TableName']] : []));
  return [...new Set(names)];
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

const isStructure = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
