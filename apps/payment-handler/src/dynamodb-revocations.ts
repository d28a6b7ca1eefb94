import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dependencyProblem } from '@palisade/lambda-kit';
import type { Revocations } from './ports.ts';
import { timeLimit } from './time-limit.ts';

/** The deny-list in a DynamoDB table, read consistently: a certificate is out from the moment its serial number is put there. */
export function dynamodbRevocations(dynamodb: DynamoDBClient, table: string): Revocations {
  return {
    async isRevoked(serialNumber, limits) {
      const command = new GetItemCommand({
        TableName: table,
        Key: { serialNumber: { S: serialNumber } },
        ConsistentRead: true,
      });
      const { Item } = await dynamodb.send(command, timeLimit(limits)).catch((cause: unknown) => {
        throw dependencyProblem(cause);
      });
      return Item !== undefined;
    },
  };
}
