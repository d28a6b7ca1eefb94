import { createEventHandler } from '@palisade/lambda-kit';
import { authorize } from './authorize.ts';
import { config, dynamodb, logger } from './clients.ts';
import { dynamodbPermissions } from './dynamodb-permissions.ts';

export const handler = createEventHandler({
  logger,
  run: authorize({ permissions: dynamodbPermissions(dynamodb, config.permissionsTable), now: () => new Date() }),
});
