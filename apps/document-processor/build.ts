import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  noEventStreams,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const content = 'warm-up';
const documentId = '00000000-0000-4000-8000-000000000000';
const object = { key: `incoming/0000/${documentId}`, size: 7, eTag: 'warm-up', sequencer: '0' };
const event = { Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'warm-up' }, object } }] };
const entry = {
  documentId: { S: documentId },
  status: { S: 'received' },
  version: { N: '2' },
  contentType: { S: 'text/plain' },
  size: { N: '7' },
  sha256: { S: createHash('sha256').update(content).digest('hex') },
};

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), noEventStreams(), inlineSchemaNames(), callbackFileReads()],
  warmUp: {
    env: { DOCUMENTS_TABLE: 'warm-up', BUCKET_NAME: 'warm-up' },
    events: [event, event],
    replies: { 'DynamoDB_20120810.GetItem': JSON.stringify({ Item: entry }), GET: content },
  },
});

if (import.meta.main) await bundleHandler(options());
