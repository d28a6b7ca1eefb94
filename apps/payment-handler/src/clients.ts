import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { createLogger } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

// Built once per execution environment, while the module loads; a wrong configuration stops the start here.

export const config = readConfig(process.env);

export const logger = createLogger('payment-handler');
logger.appendPersistentKeys({ environment: config.environment });

/** Both answer in milliseconds: three attempts of at most 2 s fit into the time a call is given, and a missing path does not hang. */
const patience = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

export const dynamodb = new DynamoDBClient(patience);

export const s3 = new S3Client(patience);
