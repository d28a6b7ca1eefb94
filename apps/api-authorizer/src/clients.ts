import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLogger } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

// Built once per execution environment, while the module loads; a wrong configuration stops the start here.

export const config = readConfig(process.env);

export const logger = createLogger('api-authorizer');

/** Three attempts of at most 2 s: every caller waits for this answer, and DynamoDB gives it in milliseconds. */
export const dynamodb = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
});
