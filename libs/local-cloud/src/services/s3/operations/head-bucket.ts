import { empty } from '../../../kernel/wire.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onBucket } from './object-permission.ts';

export const headBucket = bucketOperation({
  name: 'HeadBucket',
  route: { method: 'HEAD', path: '/{Bucket}' },
  parse: () => undefined,
  permissions: (_input, bucket) => [onBucket(bucket, 's3:ListBucket')],
  run: (_input, { bucket }) =>
    empty(200, { 'x-amz-bucket-region': bucket.configuration.region, 'x-amz-access-point-alias': 'false' }),
});
