import type { Operation } from '../../../kernel/operation.ts';
import type { Reply } from '../../../kernel/wire.ts';
import { bucketOperation, type BucketCall } from './bucket-operation.ts';
import { onBucket } from './object-permission.ts';
import type { S3State } from '../state.ts';

/** An operation that answers what the graph says about a bucket. */
export function readConfiguration(
  name: string,
  parameter: string,
  action: string,
  answer: (call: BucketCall) => Reply,
  options: { readonly inAnyRegion?: boolean } = {},
): Operation<S3State> {
  return bucketOperation({
    name,
    route: { method: 'GET', path: '/{Bucket}', query: [parameter] },
    ...options,
    parse: () => undefined,
    permissions: (_input, bucket) => [onBucket(bucket, action)],
    run: (_input, call) => answer(call),
  });
}
