import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  noEventStreams,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const submission = {
  httpMethod: 'POST',
  resource: '/documents',
  headers: { 'content-type': 'application/json', 'idempotency-key': 'warm-up' },
  requestContext: { requestId: 'warm-up', identity: { accountId: '000000000000', caller: 'warm-up' } },
  body: JSON.stringify({ fileName: 'a.txt', contentType: 'text/plain', content: 'warm-up', metadata: { a: 'b' } }),
};

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), noEventStreams(), inlineSchemaNames(), callbackFileReads()],
  warmUp: { env: { BUCKET_NAME: 'warm-up' }, events: [submission, submission] },
});

if (import.meta.main) await bundleHandler(options());
