import { empty } from '../../../kernel/wire.ts';
import { checksumHeader } from '../checksums/checksum.ts';
import { EntityTooLarge, InvalidRequest } from '../errors.ts';
import { encryptionHeaders, quoted } from '../replies/object-headers.ts';
import { verifiedChecksum, verifiedMd5 } from '../requests/digest.ts';
import { noTags } from '../requests/tagging.ts';
import { requireDigestOfLocked } from '../requests/object-lock.ts';
import { partOf } from '../requests/upload-input.ts';
import { bucketOperation } from './bucket-operation.ts';
import { LARGEST_PUT } from './put-object.ts';
import { algorithmOf, storePart } from './store-part.ts';
import { writePermissions } from './write-permissions.ts';

export const uploadPart = bucketOperation({
  name: 'UploadPart',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}', query: ['partNumber', 'uploadId'] },
  parse(request) {
    const { body, headers } = request;
    if (body.length > LARGEST_PUT) throw new EntityTooLarge(body.length, LARGEST_PUT);
    verifiedMd5(request);
    return {
      ...partOf(request),
      body,
      headers,
      checksum: verifiedChecksum(request),
      attributes: { tags: noTags },
      request,
    };
  },
  permissions: (input, bucket) => writePermissions(bucket, input, 'part'),
  async run({ key, uploadId, partNumber, body, checksum, request }, call) {
    const { objectLock, store } = call.bucket;
    const upload = store.uploads.get(uploadId, key);
    if (objectLock !== undefined) requireDigestOfLocked(request, objectLock, upload.attributes, 'Part');
    const expected = upload.checksum?.algorithm;
    if (checksum !== undefined && expected !== undefined && checksum.algorithm !== expected) {
      throw new InvalidRequest(
        `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${checksum.algorithm.toLowerCase()}`,
      );
    }
    const part = await storePart(upload, partNumber, body, call);
    const told = checksum ?? { algorithm: algorithmOf(upload), value: part.checksum ?? '' };
    return empty(200, {
      etag: quoted(part.etag),
      ...encryptionHeaders(upload.attributes.encryption),
      [checksumHeader(told.algorithm)]: told.value,
    });
  },
});
