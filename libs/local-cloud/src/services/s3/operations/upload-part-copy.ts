import { xml } from '../../../kernel/wire.ts';
import { isArchived } from '../configuration/storage-class.ts';
import { InvalidArgument, InvalidObjectState } from '../errors.ts';
import { encryptionHeaders, isoDate, quoted } from '../replies/object-headers.ts';
import { checkCopyConditions, copySourceOf } from '../requests/copy-source.ts';
import { readRange } from '../requests/range.ts';
import { noTags } from '../requests/tagging.ts';
import { partOf } from '../requests/upload-input.ts';
import { keysOf } from './body-keys.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onExisting } from './object-permission.ts';
import { algorithmOf, storePart } from './store-part.ts';
import { readableObject } from './visibility.ts';
import { writePermissions } from './write-permissions.ts';

export const uploadPartCopy = bucketOperation({
  name: 'UploadPartCopy',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}', query: ['partNumber', 'uploadId'], headers: ['x-amz-copy-source'] },
  parse: (request, _bucket, state) => ({
    ...partOf(request),
    headers: request.headers,
    source: copySourceOf(request, state),
    attributes: { tags: noTags },
  }),
  permissions: (input, bucket) => [
    onExisting(input.source.bucket, input.source, 's3:GetObject', 's3:GetObjectVersion'),
    ...writePermissions(bucket, input, 'part'),
  ],
  async run({ key, uploadId, partNumber, headers, source }, call) {
    const upload = call.bucket.store.uploads.get(uploadId, key);
    const object = readableObject(source.key, source.versionId, 'GET', { ...call, bucket: source.bucket });
    checkCopyConditions(object, headers);
    if (isArchived(object.storageClass)) throw new InvalidObjectState(object.storageClass);
    const wanted = headers['x-amz-copy-source-range'];
    const range = readRange(wanted, object.size);
    if (wanted !== undefined && (range === undefined || !/^bytes=\d+-\d+$/.test(wanted))) {
      throw new InvalidArgument(
        'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
        'x-amz-copy-source-range',
        wanted,
      );
    }
    const body = await source.bucket.store.read(
      object,
      range?.from,
      range?.to,
      keysOf(object.encryption, { ...call, bucket: source.bucket }),
    );
    const part = await storePart(upload, partNumber, body, call);
    return {
      ...xml('CopyPartResult', {
        LastModified: isoDate(part.lastModified),
        ETag: quoted(part.etag),
        [`Checksum${algorithmOf(upload)}`]: part.checksum,
      }),
      headers: {
        ...encryptionHeaders(upload.attributes.encryption),
        ...(source.bucket.versioning !== undefined && { 'x-amz-copy-source-version-id': object.versionId }),
      },
    };
  },
});
