import { xml } from '../../../kernel/wire.ts';
import { isoDate, quoted } from '../replies/object-headers.ts';
import { owner } from '../replies/owner.ts';
import { maximumOf } from '../requests/list-input.ts';
import { uploadOf } from '../requests/upload-input.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onObject } from './object-permission.ts';

const MOST_PARTS = 1000;

export const listParts = bucketOperation({
  name: 'ListParts',
  route: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['uploadId'] },
  parse: (request) => ({
    ...uploadOf(request),
    maxParts: maximumOf(request.query, 'max-parts', MOST_PARTS),
    marker: maximumOf(request.query, 'part-number-marker', 10_000) % 10_000,
  }),
  permissions: ({ key }, bucket) => [onObject(bucket, key, 's3:ListMultipartUploadParts')],
  run({ key, uploadId, maxParts, marker }, { bucket, state }) {
    const upload = bucket.store.uploads.get(uploadId, key);
    const parts = [...upload.parts.values()]
      .filter(({ partNumber }) => partNumber > marker)
      .sort((a, b) => a.partNumber - b.partNumber);
    const page = parts.slice(0, maxParts);
    const { accountId } = state.host;
    return xml('ListPartsResult', {
      Bucket: bucket.name,
      Key: key,
      UploadId: uploadId,
      Initiator: owner(accountId),
      Owner: owner(accountId),
      StorageClass: upload.attributes.storageClass,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
      MaxParts: maxParts,
      IsTruncated: page.length < parts.length,
      ...(upload.checksum && { ChecksumAlgorithm: upload.checksum.algorithm, ChecksumType: upload.checksum.type }),
      Part: page.map(({ partNumber, lastModified, etag, size, checksum }) => ({
        PartNumber: partNumber,
        LastModified: isoDate(lastModified),
        ETag: quoted(etag),
        Size: size,
        ...(upload.checksum && { [`Checksum${upload.checksum.algorithm}`]: checksum }),
      })),
    });
  },
});
