import { xml } from '../../../kernel/wire.ts';
import { lastName, objectEntries } from '../replies/list-entries.ts';
import { listInput } from '../requests/list-input.ts';
import { bucketOperation } from './bucket-operation.ts';
import { listCurrentObjects } from './current-objects.ts';
import { onBucket } from './object-permission.ts';

export const listObjects = bucketOperation({
  name: 'ListObjects',
  route: { method: 'GET', path: '/{Bucket}' },
  parse: (request) => ({ ...listInput(request), marker: request.query.get('marker') ?? '' }),
  permissions: ({ keys }, bucket) => [onBucket(bucket, 's3:ListBucket', keys)],
  run(input, { bucket, state }) {
    const { prefix, delimiter, maxKeys, marker, encode, encodingType } = input;
    const listing = listCurrentObjects(bucket, { prefix, delimiter, maxKeys, ...(marker !== '' && { after: marker }) });
    return xml('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      Marker: encode(marker),
      MaxKeys: maxKeys,
      ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
      ...(encodingType && { EncodingType: encodingType }),
      IsTruncated: listing.truncated,
      // Without a delimiter clients go on after the last key.
      ...(listing.truncated && delimiter !== '' && { NextMarker: encode(lastName(listing)) }),
      ...objectEntries(listing, input, state.host.accountId),
    });
  },
});
