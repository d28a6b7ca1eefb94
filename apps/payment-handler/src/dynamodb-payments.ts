import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { dependencyProblem } from '@palisade/lambda-kit';
import { paymentItem, paymentRecord } from './payment-item.ts';
import type { Payments } from './ports.ts';
import { timeLimit } from './time-limit.ts';

/**
 * Payments in a DynamoDB table. A record is put once and never changed: the condition refuses a second one and tells, in the same
 * call, which is there.
 */
export function dynamodbPayments(dynamodb: DynamoDBClient, table: string): Payments {
  return {
    async record(payment, limits) {
      const command = new PutItemCommand({
        TableName: table,
        Item: paymentItem(payment),
        ConditionExpression: 'attribute_not_exists(#transactionId)',
        ExpressionAttributeNames: { '#transactionId': 'transactionId' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        await dynamodb.send(command, timeLimit(limits));
        return 'recorded';
      } catch (cause) {
        if (cause instanceof ConditionalCheckFailedException && cause.Item) return paymentRecord(cause.Item);
        throw dependencyProblem(cause);
      }
    },

    async get(transactionId, limits) {
      const command = new GetItemCommand({
        TableName: table,
        Key: { transactionId: { S: transactionId } },
        ConsistentRead: true,
      });
      const { Item } = await dynamodb.send(command, timeLimit(limits)).catch((cause: unknown) => {
        throw dependencyProblem(cause);
      });
      return Item && paymentRecord(Item);
    },
  };
}
