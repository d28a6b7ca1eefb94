import { createRoutedHandler } from '@palisade/lambda-kit';
import { config, dynamodb, logger, s3 } from './clients.ts';
import { dynamodbPayments } from './dynamodb-payments.ts';
import { dynamodbRevocations } from './dynamodb-revocations.ts';
import { routes } from './routes.ts';
import { s3Receipts } from './s3-receipts.ts';
import { screen } from './screen.ts';

const now = () => new Date();

export const handler = createRoutedHandler({
  logger,
  screen: screen(now),
  routes: routes({
    payments: dynamodbPayments(dynamodb, config.transactionsTable),
    revocations: dynamodbRevocations(dynamodb, config.revokedCertificatesTable),
    receipts: s3Receipts(s3, config),
    now,
    tag: (fields) => logger.appendKeys(fields),
  }),
});
