import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  noEventStreams,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const payment = '{"transactionId":"tx-001","customerId":"cust-123","amount":99.99,"metadata":{"order":"7"}}';
const clientCert = {
  subjectDN: 'CN=warm-up',
  issuerDN: 'CN=warm-up',
  serialNumber: '00',
  validity: { notBefore: 'Jan  1 00:00:00 2000 GMT', notAfter: 'Jan  1 00:00:00 9999 GMT' },
};
const post = {
  httpMethod: 'POST',
  resource: '/process-payment',
  path: '/process-payment',
  headers: { 'content-type': 'application/json' },
  requestContext: { requestId: 'warm-up', identity: { clientCert } },
  body: payment,
};

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), noEventStreams(), inlineSchemaNames(), callbackFileReads()],
  warmUp: {
    env: {
      ENVIRONMENT_SUFFIX: 'warm-up',
      TRANSACTIONS_TABLE: 'warm-up',
      REVOKED_CERTIFICATES_TABLE: 'warm-up',
      RECEIPTS_BUCKET: 'warm-up',
      RECEIPTS_KEY_ARN: ['arn', 'aws', 'kms', 'us-east-1', '000000000000', 'key/warm-up'].join(':'),
    },
    // No GET: its item would be an item of the deny-list too.
    events: [post, post],
    replies: { 'DynamoDB_20120810.GetItem': '{}' },
  },
});

if (import.meta.main) await bundleHandler(options());
