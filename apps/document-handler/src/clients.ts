import { S3Client } from '@aws-sdk/client-s3';
import { createLogger } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

// Built once per execution environment, while the module loads; a wrong configuration stops the start here.

export const config = readConfig(process.env);

export const logger = createLogger('document-handler');

/** Three attempts of at most 6 s: S3 in the region answers in milliseconds, and a missing network path should not hang. */
export const s3 = new S3Client({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
});
