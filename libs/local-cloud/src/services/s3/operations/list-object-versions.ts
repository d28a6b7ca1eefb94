import { xml, type XmlObject } from '../../../kernel/wire.ts';
import type { Bucket } from '../bucket.ts';
import { InvalidArgument } from '../errors.ts';
import { commonPrefixes, lastName, objectEntry } from '../replies/list-entries.ts';
import { listKeys } from '../replies/listing.ts';
import { isoDate } from '../replies/object-headers.ts';
import { owner } from '../replies/owner.ts';
import { listInput } from '../requests/list-input.ts';
import type { ObjectVersion } from '../storage/object-version.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onBucket } from './object-permission.ts';

export const listObjectVersions = bucketOperation({
  name: 'ListObjectVersions',
  route: { method: 'GET', path: '/{Bucket}', query: ['versions'] },
  parse(request) {
    const keyMarker = request.query.get('key-marker') ?? '';
    const versionMarker = request.query.get('version-id-marker') ?? '';
    if (versionMarker !== '' && keyMarker === '') {
      throw new InvalidArgument(
        'A version-id marker cannot be specified without a key marker.',
        'version-id-marker',
        versionMarker,
      );
    }
    return { ...listInput(request), keyMarker, versionMarker };
  },
  permissions: ({ keys }, bucket) => [onBucket(bucket, 's3:ListBucketVersions', keys)],
  run(input, { bucket, state }) {
    const { prefix, delimiter, maxKeys, encode, encodingType, keyMarker, versionMarker } = input;
    const start = versionMarker === '' ? { after: keyMarker } : { from: keyMarker };
    const listing = listKeys(
      bucket.store.index.keys,
      { prefix, delimiter, maxKeys, ...(keyMarker !== '' && start) },
      (key) => newestFirst(bucket, key, key === keyMarker ? versionMarker : ''),
    );
    const last = listing.entries.at(-1);
    const { accountId } = state.host;
    const versions: XmlObject[] = [];
    const markers: XmlObject[] = [];
    for (const entry of listing.entries) {
      if (entry.kind === 'prefix') continue;
      const { item } = entry;
      const named = { VersionId: item.versionId, IsLatest: bucket.store.index.current(item.key) === item };
      if (item.deleteMarker) {
        markers.push({
          Key: encode(item.key),
          ...named,
          LastModified: isoDate(item.lastModified),
          Owner: owner(accountId),
        });
      } else versions.push({ ...objectEntry(item, encode, accountId), ...named });
    }
    return xml('ListVersionsResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: versionMarker,
      ...(listing.truncated && {
        NextKeyMarker: encode(lastName(listing)),
        ...(last?.kind === 'item' && { NextVersionIdMarker: last.item.versionId }),
      }),
      MaxKeys: maxKeys,
      ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
      ...(encodingType && { EncodingType: encodingType }),
      IsTruncated: listing.truncated,
      Version: versions,
      DeleteMarker: markers,
      CommonPrefixes: commonPrefixes(listing, encode),
    });
  },
});

/** The versions of a key after the marker, newest first. */
function newestFirst({ store }: Bucket, key: string, after: string): readonly ObjectVersion[] {
  const versions = store.index.history(key).toReversed();
  return after === '' ? versions : versions.slice(versions.findIndex(({ versionId }) => versionId === after) + 1);
}
