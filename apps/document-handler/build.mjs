import { join } from 'node:path';
import { bundleHandler, environmentCredentialsOnly, inlineSchemaNames, noEventStreams } from '@palisade/lambda-kit/build';

const path = (name) => join(import.meta.dirname, name);

const submission = {
  httpMethod: 'POST',
  resource: '/documents',
  headers: { 'content-type': 'application/json', 'idempotency-key': 'warm-up' },
  requestContext: { requestId: 'warm-up', identity: { accountId: '000000000000', caller: 'warm-up' } },
  body: JSON.stringify({ fileName: 'a.txt', contentType: 'text/plain', content: 'warm-up', metadata: { a: 'b' } }),
};

await bundleHandler({
  entry: path('src/handler.ts'),
  outdir: path('dist'),
  mapdir: path('out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), noEventStreams(), inlineSchemaNames()],
  warmUp: { env: { BUCKET_NAME: 'warm-up' }, events: [submission, submission] },
});
