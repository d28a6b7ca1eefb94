import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  noEventStreams,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const documentId = '00000000-0000-4000-8000-000000000000';
const object = { key: `incoming/0000/${documentId}`, size: 7, eTag: 'warm-up', sequencer: '0' };
const event = { Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'warm-up' }, object } }] };
// Not of these bytes: the warm-up ends before the examination, whose process is not at the place it has in Lambda.
const entry = {
  documentId: { S: documentId },
  status: { S: 'received' },
  version: { N: '2' },
  contentType: { S: 'text/plain' },
  size: { N: '7' },
  sha256: { S: '' },
};

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  programs: [join(import.meta.dirname, 'src/examine/examine-process.ts')],
  slim: [environmentCredentialsOnly(), noEventStreams(), inlineSchemaNames(), callbackFileReads()],
  warmUp: {
    env: { DOCUMENTS_TABLE: 'warm-up', BUCKET_NAME: 'warm-up' },
    events: [event, event],
    replies: { 'DynamoDB_20120810.GetItem': JSON.stringify({ Item: entry }), GET: 'warm-up' },
  },
});

if (import.meta.main) await bundleHandler(options());
