import { GetItemCommand, PutItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { attributes, dependencyProblem, errorCode, plain } from '@palisade/lambda-kit';
import type { DocumentRecord } from '@palisade/shared-types';
import type { Documents, Limits } from './documents.ts';
import { listPage } from './list-page.ts';
import { TIME_TO_ANSWER } from './time-to-answer.ts';

/**
 * Documents in a DynamoDB table. Every write has a condition: nothing is created twice, and no version is replaced by a writer
 * that has not seen it.
 */
export function dynamodbDocuments(dynamodb: DynamoDBClient, table: string): Documents {
  const get: Documents['get'] = async (documentId, limits) => {
    const command = new GetItemCommand({
      TableName: table,
      Key: { documentId: { S: documentId } },
      ConsistentRead: true,
    });
    const { Item } = await dynamodb.send(command, abort(limits)).catch(fail);
    return Item && (plain(Item) as unknown as DocumentRecord);
  };

  return {
    get,

    async create(record, limits) {
      const command = new PutItemCommand({
        TableName: table,
        Item: attributes({ ...record }),
        ConditionExpression: 'attribute_not_exists(#documentId)',
        ExpressionAttributeNames: { '#documentId': 'documentId' },
      });
      if (await held(dynamodb.send(command, abort(limits)))) return 'created';
      // Gone again only if its time to live ended in between: then the caller's next attempt creates it.
      return (await get(record.documentId, limits)) ?? fail(new Error('The entry expired while it was read'));
    },

    async markReceived({ documentId, version, expiresAt: _, ...rest }, at, limits) {
      const received: DocumentRecord = { ...rest, documentId, status: 'received', version: version + 1, updatedAt: at };
      const command = new UpdateItemCommand({
        TableName: table,
        Key: { documentId: { S: documentId } },
        ConditionExpression: '#status = :pending AND #version = :version',
        UpdateExpression: 'SET #status = :received, #version = :next, #updatedAt = :at REMOVE #expiresAt',
        ExpressionAttributeNames: { ...STATE, '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: attributes({
          ':pending': 'pending-upload',
          ':version': version,
          ':received': 'received',
          ':next': version + 1,
          ':at': at,
        }),
      });
      return (await held(dynamodb.send(command, abort(limits)))) ? received : 'moved-on';
    },

    async markDeleted({ documentId, version }, { clientId, at }, limits) {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: { documentId: { S: documentId } },
        ConditionExpression: '#version = :version',
        UpdateExpression:
          'SET #status = :deleted, #version = :next, #updatedAt = :at, #deletedBy = :client REMOVE #expiresAt',
        ExpressionAttributeNames: { ...STATE, '#deletedBy': 'deletedBy', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: attributes({
          ':version': version,
          ':deleted': 'deleted',
          ':next': version + 1,
          ':at': at,
          ':client': clientId,
        }),
      });
      return (await held(dynamodb.send(command, abort(limits)))) ? 'deleted' : 'changed';
    },

    list: (scope, page, limits) => listPage(dynamodb, table, scope, page, abort(limits)).catch(fail),
  };
}

const STATE = { '#status': 'status', '#version': 'version', '#updatedAt': 'updatedAt' };

function abort({ remainingMillis }: Limits): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(Math.max(remainingMillis - TIME_TO_ANSWER, 1)) };
}

/** Whether the condition of a write held. */
async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'ConditionalCheckFailedException') return false;
    throw dependencyProblem(cause);
  }
}

function fail(cause: unknown): never {
  throw dependencyProblem(cause);
}
