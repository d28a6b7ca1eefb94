import { empty } from '../../../kernel/wire.ts';
import { uploadOf } from '../requests/upload-input.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onObject } from './object-permission.ts';

export const abortMultipartUpload = bucketOperation({
  name: 'AbortMultipartUpload',
  route: { method: 'DELETE', path: '/{Bucket}/{Key+}', query: ['uploadId'] },
  parse: (request) => uploadOf(request),
  permissions: ({ key }, bucket) => [onObject(bucket, key, 's3:AbortMultipartUpload')],
  async run({ key, uploadId }, { bucket }) {
    const { uploads } = bucket.store;
    await uploads.abort(uploads.get(uploadId, key));
    return empty();
  },
});
