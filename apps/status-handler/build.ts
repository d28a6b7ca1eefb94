import { join } from 'node:path';
import { bundleHandler, type BundleOptions } from '@palisade/lambda-kit/build';

const question = {
  httpMethod: 'GET',
  path: '/any/path',
  resource: '/{proxy+}',
  headers: { Host: 'warm-up' },
  requestContext: { requestId: 'warm-up', identity: { accountId: '000000000000', caller: 'warm-up' } },
};

/** How this handler is bundled; it calls no AWS service, so there is nothing to slim. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [],
  warmUp: { env: { ENVIRONMENT_SUFFIX: 'warm-up' }, events: [question, question] },
});

if (import.meta.main) await bundleHandler(options());
