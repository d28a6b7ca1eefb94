import { QueryCommand, type DynamoDBClient, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { attributes, plain, type Attributes, type Storable } from '@palisade/lambda-kit';
import { documentIndexes, summaryAttributes, type DocumentSummary } from '@palisade/shared-types';
import type { ListScope, Position } from './documents.ts';
import { documentSummary } from './document-view.ts';

/** Queries of one page: a filter that finds little must not read the whole index for one request. */
const MAX_QUERIES = 5;

/** Entries a query reads once a filter has proved to drop some. */
const FILTERED_READ = 100;

/** A page of an index, newest first; `next` is where the following one starts, undefined at the end. */
export async function listPage(
  dynamodb: DynamoDBClient,
  table: string,
  scope: ListScope,
  { count, after }: { count: number; after: Position | undefined },
  options: { abortSignal: AbortSignal },
): Promise<{ documents: DocumentSummary[]; next: Position | undefined }> {
  const { index, partition, ...query } = queryOf(scope);
  const documents: DocumentSummary[] = [];
  let next = after;
  for (let queries = 0; queries < MAX_QUERIES; queries++) {
    const command = new QueryCommand({
      TableName: table,
      IndexName: index.name,
      ...query,
      ProjectionExpression: summaryAttributes.map((name) => `#${name}`).join(', '),
      ScanIndexForward: false,
      Limit: queries === 0 ? count : FILTERED_READ,
      ...(next && { ExclusiveStartKey: startKey(index, partition, next) }),
    });
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(command, options);
    const found = Items.map((item) => documentSummary(plain(item) as unknown as DocumentSummary));
    const taken = found.slice(0, count - documents.length);
    documents.push(...taken);
    const last = taken.at(-1);
    if (last && taken.length < found.length)
      return { documents, next: { documentId: last.documentId, sort: last[index.sort] } };
    next = LastEvaluatedKey && positionOf(plain(LastEvaluatedKey), index.sort);
    if (!next || documents.length === count) break;
  }
  return { documents, next };
}

type Index = (typeof documentIndexes)[keyof typeof documentIndexes];
type Query = Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeNames'> & {
  FilterExpression?: string;
  ExpressionAttributeValues: Attributes;
};

/** Owners' lists leave out what is deleted, unless it is asked for. */
function queryOf(scope: ListScope): Query & { index: Index; partition: string } {
  const ExpressionAttributeNames = Object.fromEntries(summaryAttributes.map((name) => [`#${name}`, name]));
  if (!('ownerId' in scope)) {
    return {
      index: documentIndexes.byStatus,
      partition: scope.status,
      KeyConditionExpression: '#status = :status',
      ExpressionAttributeNames,
      ExpressionAttributeValues: values({ ':status': scope.status }),
    };
  }
  const { ownerId, status } = scope;
  return {
    index: documentIndexes.byOwner,
    partition: ownerId,
    KeyConditionExpression: '#ownerId = :owner',
    FilterExpression: status === undefined ? '#status <> :status' : '#status = :status',
    ExpressionAttributeNames,
    ExpressionAttributeValues: values({ ':owner': ownerId, ':status': status ?? 'deleted' }),
  };
}

const values = (given: Record<string, Storable>): Attributes => attributes(given);

function startKey({ partition, sort }: Index, value: string, { documentId, sort: at }: Position): Attributes {
  return attributes({ documentId, [partition]: value, [sort]: at });
}

function positionOf(key: Record<string, unknown>, sort: string): Position {
  return { documentId: String(key['documentId']), sort: String(key[sort]) };
}
