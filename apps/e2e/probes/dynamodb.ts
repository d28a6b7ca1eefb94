import {
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { impatient } from './impatient.ts';

/** An item by its key, such as `{ documentId: '…' }`; a new one has nothing else. */
type Key = Readonly<Record<string, string>>;

export type DynamodbAttempt =
  | { readonly action: 'GetItem' | 'UpdateItem' | 'DeleteItem'; readonly table: string; readonly item: Key }
  | {
      readonly action: 'PutItem';
      readonly table: string;
      readonly item: Key;
      /** Only if it is not there. */
      readonly once?: boolean;
    }
  | { readonly action: 'Scan' | 'DeleteTable'; readonly table: string }
  | { readonly action: 'Query'; readonly table: string; readonly index: string };

const dynamodb = new DynamoDBClient(impatient);

export function sendToDynamodb(attempt: DynamodbAttempt): Promise<unknown> {
  const { table: TableName } = attempt;
  switch (attempt.action) {
    case 'Scan':
      return dynamodb.send(new ScanCommand({ TableName, Limit: 1 }));
    case 'DeleteTable':
      return dynamodb.send(new DeleteTableCommand({ TableName }));
    case 'Query':
      return dynamodb.send(
        new QueryCommand({
          TableName,
          IndexName: attempt.index,
          KeyConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':s': { S: 'processed' } },
          Limit: 1,
        }),
      );
    default:
      return sendAboutItem(attempt);
  }
}

function sendAboutItem(attempt: Extract<DynamodbAttempt, { item: Key }>): Promise<unknown> {
  const { item, table: TableName } = attempt;
  const Key = Object.fromEntries(Object.entries(item).map(([name, value]) => [name, { S: value }]));
  const ExpressionAttributeNames = { '#k': Object.keys(item)[0] ?? '' };
  switch (attempt.action) {
    case 'GetItem':
      return dynamodb.send(new GetItemCommand({ TableName, Key }));
    case 'PutItem':
      return dynamodb.send(
        new PutItemCommand({
          TableName,
          Item: Key,
          ...(attempt.once === true && {
            ConditionExpression: 'attribute_not_exists(#k)',
            ExpressionAttributeNames,
          }),
        }),
      );
    case 'UpdateItem':
      // Of an item that is there: nothing else is changed by it.
      return dynamodb.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: 'SET probed = :p',
          ConditionExpression: 'attribute_exists(#k)',
          ExpressionAttributeNames,
          ExpressionAttributeValues: { ':p': { BOOL: true } },
        }),
      );
    case 'DeleteItem':
      return dynamodb.send(new DeleteItemCommand({ TableName, Key }));
  }
}
