import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const key = `plk_${'a'.repeat(43)}`;
const event = {
  type: 'REQUEST',
  methodArn: 'arn:aws:execute-api:us-east-1:000000000000:api/warm-up/GET/documents',
  httpMethod: 'GET',
  resource: '/documents',
  headers: { 'x-api-key': key },
  requestContext: { identity: { sourceIp: '192.0.2.1' } },
};
const permission = {
  keyHash: { S: 'warm-up' },
  clientId: { S: 'warm-up' },
  level: { S: 'admin' },
  enabled: { BOOL: true },
};

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), inlineSchemaNames(), callbackFileReads()],
  warmUp: {
    env: { PERMISSIONS_TABLE: 'warm-up' },
    events: [event, event],
    replies: { 'DynamoDB_20120810.GetItem': JSON.stringify({ Item: permission }) },
  },
});

if (import.meta.main) await bundleHandler(options());
