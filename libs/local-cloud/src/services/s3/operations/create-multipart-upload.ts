import { xml } from '../../../kernel/wire.ts';
import { encryptionHeaders } from '../replies/object-headers.ts';
import { attributesOf } from '../requests/attributes.ts';
import { keyOf } from '../requests/object-key.ts';
import { uploadChecksum } from '../requests/upload-input.ts';
import { sealingOf } from './body-keys.ts';
import { bucketOperation } from './bucket-operation.ts';
import { writePermissions } from './write-permissions.ts';

export const createMultipartUpload = bucketOperation({
  name: 'CreateMultipartUpload',
  route: { method: 'POST', path: '/{Bucket}/{Key+}', query: ['uploads'] },
  parse(request, bucket, { host: { clock } }) {
    const at = clock.now();
    return {
      key: keyOf(request),
      headers: request.headers,
      attributes: attributesOf(request, bucket, at),
      at,
      checksum: uploadChecksum(request),
    };
  },
  permissions: (input, bucket) => writePermissions(bucket, input, 'part'),
  async run({ key, attributes: asked, checksum }, call) {
    const { bucket, now } = call;
    const { encryption } = sealingOf(asked.encryption, key, call);
    const attributes = { ...asked, encryption };
    const upload = await bucket.store.uploads.begin(key, now, { attributes, ...(checksum && { checksum }) });
    return {
      ...xml('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: upload.uploadId }),
      headers: {
        ...encryptionHeaders(encryption),
        ...(checksum && { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type }),
      },
    };
  },
});
