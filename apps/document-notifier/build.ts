import { join } from 'node:path';
import {
  bundleHandler,
  callbackFileReads,
  environmentCredentialsOnly,
  inlineSchemaNames,
  type BundleOptions,
} from '@palisade/lambda-kit/build';

const image = (status: string) => ({
  documentId: { S: 'warm-up' },
  ownerId: { S: 'warm-up' },
  status: { S: status },
  version: { N: '4' },
  updatedAt: { S: '2026-01-01T00:00:00.000Z' },
});
const dynamodb = { SequenceNumber: '1', OldImage: image('processing'), NewImage: image('processed') };
const event = { Records: [{ eventName: 'MODIFY', dynamodb }] };

/** How this handler is bundled; `slim` is made anew for each build, for plugins keep count of what they found. */
export const options = (): BundleOptions => ({
  entry: join(import.meta.dirname, 'src/handler.ts'),
  outdir: join(import.meta.dirname, 'dist'),
  mapdir: join(import.meta.dirname, 'out-tsc/bundle'),
  slim: [environmentCredentialsOnly(), inlineSchemaNames(), callbackFileReads()],
  warmUp: {
    env: { TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:warm-up' },
    events: [event, event],
    replies: {
      POST: '<PublishResponse><PublishResult><MessageId>warm-up</MessageId></PublishResult></PublishResponse>',
    },
  },
});

if (import.meta.main) await bundleHandler(options());
