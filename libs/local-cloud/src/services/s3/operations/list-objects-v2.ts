import { xml } from '../../../kernel/wire.ts';
import { InvalidArgument } from '../errors.ts';
import { lastName, objectEntries } from '../replies/list-entries.ts';
import { listInput } from '../requests/list-input.ts';
import { bucketOperation } from './bucket-operation.ts';
import { listCurrentObjects } from './current-objects.ts';
import { onBucket } from './object-permission.ts';

export const listObjectsV2 = bucketOperation({
  name: 'ListObjectsV2',
  route: { method: 'GET', path: '/{Bucket}', query: ['list-type=2'] },
  parse(request) {
    const { query } = request;
    const token = query.get('continuation-token');
    return {
      ...listInput(request),
      token,
      after: token === undefined ? query.get('start-after') : readToken(token),
      startAfter: query.get('start-after'),
      fetchOwner: query.get('fetch-owner') === 'true',
    };
  },
  permissions: ({ keys }, bucket) => [onBucket(bucket, 's3:ListBucket', keys)],
  run(input, { bucket, state }) {
    const { prefix, delimiter, maxKeys, after, encode, encodingType, token, startAfter } = input;
    const listing = listCurrentObjects(bucket, { prefix, delimiter, maxKeys, ...(after !== undefined && { after }) });
    return xml('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      ...(startAfter !== undefined && { StartAfter: encode(startAfter) }),
      ...(token !== undefined && { ContinuationToken: token }),
      ...(listing.truncated && { NextContinuationToken: writeToken(lastName(listing)) }),
      KeyCount: listing.entries.length,
      MaxKeys: maxKeys,
      ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
      ...(encodingType && { EncodingType: encodingType }),
      IsTruncated: listing.truncated,
      ...objectEntries(listing, input, input.fetchOwner ? state.host.accountId : undefined),
    });
  },
});

/** Clients must not look inside: `1` and the key in base64. */
function writeToken(key: string): string {
  return `1${Buffer.from(key).toString('base64')}`;
}

function readToken(token: string): string {
  const key = Buffer.from(token.slice(1), 'base64').toString('utf8');
  if (!token.startsWith('1') || writeToken(key) !== token) {
    throw new InvalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
  return key;
}
