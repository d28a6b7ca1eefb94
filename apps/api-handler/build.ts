import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  noEventStreams,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const call = (httpMethod: string, resource: string, more: object = {}) => ({
  httpMethod,
  resource,
  headers: { 'content-type': 'application/json' },
  requestContext: { requestId: 'warm-up', authorizer: { clientId: 'warm-up', level: 'read-write' } },
  ...more,
});
const submission = { fileName: 'a.txt', contentType: 'text/plain', content: 'warm-up', metadata: { a: 'b' } };
const post = call('POST', '/documents', { body: JSON.stringify(submission) });
const get = call('GET', '/documents/{id}', { pathParameters: { id: '00000000-0000-4000-8000-000000000000' } });
const entry = {
  documentId: { S: 'warm-up' },
  ownerId: { S: 'warm-up' },
  status: { S: 'processed' },
  version: { N: '4' },
  metadata: { M: {} },
};

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), noEventStreams(), inlineSchemaNames(), callbackFileReads()],
  warmUp: {
    env: { DOCUMENTS_TABLE: 'warm-up', BUCKET_NAME: 'warm-up', CURSOR_KEY: '0'.repeat(64) },
    events: [post, get, call('GET', '/documents'), post, get],
    replies: { 'DynamoDB_20120810.GetItem': JSON.stringify({ Item: entry }) },
  },
});

if (import.meta.main) await bundleHandler(options());
