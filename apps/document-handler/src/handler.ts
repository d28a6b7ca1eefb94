import { randomUUID } from 'node:crypto';
import { createHandler } from '@palisade/lambda-kit';
import { parseDocumentRequest } from '@palisade/shared-types';
import { config, logger, s3 } from './clients.ts';
import { s3DocumentStore } from './s3-document-store.ts';
import { storeDocument } from './store-document.ts';

const sleep = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));

export const handler = createHandler({
  logger,
  body: parseDocumentRequest,
  run: storeDocument({
    store: s3DocumentStore(s3, config.bucket, sleep),
    now: () => new Date(),
    randomId: randomUUID,
    maxDocumentBytes: config.maxDocumentBytes,
  }),
});
