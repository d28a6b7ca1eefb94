import { randomUUID } from 'node:crypto';
import { createRoutedHandler } from '@palisade/lambda-kit';
import { config, dynamodb, logger, s3 } from './clients.ts';
import { cursors } from './cursor.ts';
import { dynamodbDocuments } from './dynamodb-documents.ts';
import { routes } from './routes.ts';
import { s3Objects } from './s3-objects.ts';

export const handler = createRoutedHandler({
  logger,
  routes: routes({
    documents: dynamodbDocuments(dynamodb, config.table),
    objects: s3Objects(s3, config),
    cursors: cursors(config.cursorKey),
    now: () => new Date(),
    randomId: randomUUID,
    limits: config,
  }),
});
