import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventProblem, plain } from '@palisade/lambda-kit';
import type { Permissions } from './permissions.ts';
import { readPermission } from './read-permission.ts';

/** Milliseconds kept of the invocation's time to fail in, once the table has been given up. */
const TIME_TO_ANSWER = 500;

/**
 * Permissions in a DynamoDB table, by `GetItem` alone. Consistent reads: a key revoked a moment ago is revoked. (What API
 * Gateway still has in its cache is another matter: see the README.)
 */
export function dynamodbPermissions(dynamodb: DynamoDBClient, table: string): Permissions {
  return {
    async find(keyHash, { remainingMillis }) {
      const abortSignal = AbortSignal.timeout(Math.max(remainingMillis - TIME_TO_ANSWER, 1));
      const command = new GetItemCommand({ TableName: table, Key: { keyHash: { S: keyHash } }, ConsistentRead: true });
      const { Item } = await dynamodb.send(command, { abortSignal }).catch((cause: unknown) => {
        throw new EventProblem('permissions-unavailable', 'The permissions table did not answer', { cause });
      });
      return Item && readPermission(plain(Item));
    },
  };
}
