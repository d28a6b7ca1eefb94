import { empty } from '../../../kernel/wire.ts';
import { checksumOf, type Checksum } from '../checksums/checksum.ts';
import { EntityTooLarge } from '../errors.ts';
import { checksumHeaders, quoted, versionHeader } from '../replies/object-headers.ts';
import { attributesOf } from '../requests/attributes.ts';
import { verifiedChecksum, verifiedMd5 } from '../requests/digest.ts';
import { keyOf } from '../requests/object-key.ts';
import { writeConditionOf } from '../requests/write-condition.ts';
import { bucketOperation } from './bucket-operation.ts';
import { writePermissions } from './write-permissions.ts';

/** Bytes of one upload. */
export const LARGEST_PUT = 5 * 2 ** 30;

export const putObject = bucketOperation({
  name: 'PutObject',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}' },
  parse(request, bucket) {
    const { body, headers } = request;
    if (body.length > LARGEST_PUT) throw new EntityTooLarge(body.length, LARGEST_PUT);
    const sent = verifiedChecksum(request);
    const checksum: Checksum = {
      algorithm: sent?.algorithm ?? 'CRC64NVME',
      value: sent?.value ?? checksumOf('CRC64NVME', body),
      type: 'FULL_OBJECT',
    };
    return {
      key: keyOf(request),
      body,
      headers,
      attributes: attributesOf(request, bucket.configuration),
      etag: verifiedMd5(request),
      checksum,
      condition: writeConditionOf(request),
    };
  },
  permissions: (input, bucket) => writePermissions(bucket, input, 'object'),
  async run({ key, body, attributes, etag, checksum, condition }, { bucket, now }) {
    const object = await bucket.store.put(
      { key, versionId: bucket.newVersionId(), at: now, etag, checksum, attributes, ...(condition && { condition }) },
      body,
    );
    return empty(200, {
      etag: quoted(etag),
      'x-amz-server-side-encryption': object.encryption,
      ...checksumHeaders(checksum),
      ...versionHeader(object, bucket),
    });
  },
});
