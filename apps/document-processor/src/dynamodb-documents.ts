import { GetItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { attributes, errorCode, EventProblem, plain, type Storable } from '@palisade/lambda-kit';
import type { DocumentRecord } from '@palisade/shared-types';
import type { Documents, Limits } from './documents.ts';
import { TIME_TO_END } from './time-to-end.ts';

/** Documents in a DynamoDB table; every write names the version it was decided on, so two writers never both succeed. */
export function dynamodbDocuments(dynamodb: DynamoDBClient, table: string): Documents {
  /** Sets attributes and the next version, if the entry still has the version of `record`. */
  const advance = async (
    { documentId, version }: DocumentRecord,
    set: Readonly<Record<string, Storable>>,
    limits: Limits,
  ): Promise<boolean> => {
    const names = [...Object.keys(set), 'version'];
    const command = new UpdateItemCommand({
      TableName: table,
      Key: { documentId: { S: documentId } },
      ConditionExpression: '#version = :seen',
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE #expiresAt`,
      ExpressionAttributeNames: Object.fromEntries([...names, 'expiresAt'].map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: attributes({
        ':seen': version,
        ':version': version + 1,
        ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      }),
    });
    try {
      await dynamodb.send(command, abort(limits));
      return true;
    } catch (cause) {
      if (errorCode(cause) === 'ConditionalCheckFailedException') return false;
      throw unavailable(cause);
    }
  };

  return {
    async get(documentId, limits) {
      const Key = { documentId: { S: documentId } };
      const command = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
      const { Item } = await dynamodb.send(command, abort(limits)).catch((cause: unknown) => {
        throw unavailable(cause);
      });
      return Item && (plain(Item) as unknown as DocumentRecord);
    },

    async claim(record, at, limits) {
      const claimed = await advance(record, { status: 'processing', updatedAt: at }, limits);
      return claimed ? { ...record, status: 'processing', updatedAt: at, version: record.version + 1 } : 'changed';
    },

    async finish(record, { finding, eTag, at }, limits) {
      const result: Record<string, Storable> = finding.ok
        ? { status: 'processed', properties: finding.properties }
        : { status: 'failed', failure: finding.failure };
      return (await advance(record, { ...result, eTag, updatedAt: at }, limits)) ? 'finished' : 'changed';
    },
  };
}

function abort({ remainingMillis }: Limits): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(Math.max(remainingMillis - TIME_TO_END, 1)) };
}

function unavailable(cause: unknown): EventProblem {
  return new EventProblem('table-unavailable', 'The documents table did not answer', { cause });
}
