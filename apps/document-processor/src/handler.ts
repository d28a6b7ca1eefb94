import { createEventHandler } from '@palisade/lambda-kit';
import { config, dynamodb, logger, s3 } from './clients.ts';
import { dynamodbDocuments } from './dynamodb-documents.ts';
import { examine } from './examine/examine.ts';
import { processDocuments } from './process-documents.ts';
import { s3Bucket } from './s3-bucket.ts';

export const handler = createEventHandler({
  logger,
  run: processDocuments({
    documents: dynamodbDocuments(dynamodb, config.table),
    bucket: s3Bucket(s3, config.bucket),
    examine,
    now: () => new Date(),
    maxDocumentBytes: config.maxDocumentBytes,
  }),
});
