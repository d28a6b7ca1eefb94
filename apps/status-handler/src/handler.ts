import { createHandler } from '@palisade/lambda-kit';
import { config, logger } from './clients.ts';
import { reportStatus } from './report-status.ts';

const { allowedOrigins: origins, environment } = config;

export const handler = createHandler({
  logger,
  ...(origins.length > 0 && { cors: { origins, methods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] } }),
  run: reportStatus({ environment, now: () => new Date() }),
});
