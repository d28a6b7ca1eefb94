import { xml, type XmlObject } from '../../../kernel/wire.ts';
import { commonPrefixes, lastName } from '../replies/list-entries.ts';
import { listKeys } from '../replies/listing.ts';
import { isoDate } from '../replies/object-headers.ts';
import { owner } from '../replies/owner.ts';
import { listInput } from '../requests/list-input.ts';
import type { Upload } from '../storage/object-version.ts';
import { SortedKeys } from '../storage/sorted-keys.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onBucket } from './object-permission.ts';

export const listMultipartUploads = bucketOperation({
  name: 'ListMultipartUploads',
  route: { method: 'GET', path: '/{Bucket}', query: ['uploads'] },
  parse: (request) => ({
    ...listInput(request, 'max-uploads'),
    keyMarker: request.query.get('key-marker') ?? '',
    uploadMarker: request.query.get('upload-id-marker') ?? '',
  }),
  permissions: (_input, bucket) => [onBucket(bucket, 's3:ListBucketMultipartUploads')],
  run(input, { bucket, state }) {
    const { prefix, delimiter, maxKeys, encode, encodingType, keyMarker, uploadMarker } = input;
    const byKey = Map.groupBy(bucket.store.uploads.all(), ({ key }) => key);
    const keys = new SortedKeys();
    for (const key of byKey.keys()) keys.add(key);
    const start = uploadMarker === '' ? { after: keyMarker } : { from: keyMarker };
    const listing = listKeys(keys, { prefix, delimiter, maxKeys, ...(keyMarker !== '' && start) }, (key) =>
      oldestFirst(byKey.get(key) ?? [], key === keyMarker ? uploadMarker : ''),
    );
    const last = listing.entries.at(-1);
    const { accountId } = state.host;
    return xml('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: uploadMarker,
      ...(listing.truncated && {
        NextKeyMarker: encode(lastName(listing)),
        NextUploadIdMarker: last?.kind === 'item' ? last.item.uploadId : '',
      }),
      Prefix: encode(prefix),
      ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
      MaxUploads: maxKeys,
      ...(encodingType && { EncodingType: encodingType }),
      IsTruncated: listing.truncated,
      Upload: listing.entries.flatMap((entry) =>
        entry.kind === 'item' ? [uploadEntry(entry.item, encode, accountId)] : [],
      ),
      CommonPrefixes: commonPrefixes(listing, encode),
    });
  },
});

/** The uploads of a key after the marker. */
function oldestFirst(uploads: readonly Upload[], after: string): readonly Upload[] {
  const sorted = uploads.toSorted((a, b) => a.initiated - b.initiated || (a.uploadId < b.uploadId ? -1 : 1));
  return after === '' ? sorted : sorted.slice(sorted.findIndex(({ uploadId }) => uploadId === after) + 1);
}

function uploadEntry(upload: Upload, encode: (text: string) => string, accountId: string): XmlObject {
  const { checksum, attributes } = upload;
  return {
    Key: encode(upload.key),
    UploadId: upload.uploadId,
    Initiator: owner(accountId),
    Owner: owner(accountId),
    StorageClass: attributes.storageClass,
    Initiated: isoDate(upload.initiated),
    ...(checksum && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
  };
}
