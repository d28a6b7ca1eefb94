import { xml, type WireRequest, type XmlObject } from '../../../kernel/wire.ts';
import { InvalidArgument } from '../errors.ts';
import { httpDate, versionHeader } from '../replies/object-headers.ts';
import { maximumOf } from '../requests/list-input.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import type { StoredObject } from '../storage/object-version.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

const known = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];
const MOST_PARTS = 1000;

/** Needs to read the object and its attributes. Source: Amazon S3 API Reference, GetObjectAttributes, "Permissions". */
export const getObjectAttributes = bucketOperation({
  name: 'GetObjectAttributes',
  route: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['attributes'] },
  parse: (request) => ({
    key: keyOf(request),
    versionId: versionIdOf(request),
    wanted: attributeNames(request),
    maxParts: maximumOf(headerAsQuery(request, 'x-amz-max-parts'), 'x-amz-max-parts', MOST_PARTS),
    partMarker: Number(request.headers['x-amz-part-number-marker'] ?? 0),
  }),
  permissions: (input, bucket) => [
    onExisting(bucket, input, 's3:GetObject', 's3:GetObjectVersion'),
    onExisting(bucket, input, 's3:GetObjectAttributes', 's3:GetObjectVersionAttributes'),
  ],
  run({ key, versionId, wanted, maxParts, partMarker }, call) {
    const object = readableObject(key, versionId, 'GET', call);
    const { checksum } = object;
    return {
      ...xml('GetObjectAttributesResponse', {
        ...(wanted.has('ETag') && { ETag: object.etag }),
        ...(wanted.has('Checksum') &&
          checksum && { Checksum: { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type } }),
        ...(wanted.has('ObjectParts') && object.multipart && { ObjectParts: parts(object, maxParts, partMarker) }),
        ...(wanted.has('StorageClass') && { StorageClass: object.storageClass }),
        ...(wanted.has('ObjectSize') && { ObjectSize: object.size }),
      }),
      headers: { 'last-modified': httpDate(object.lastModified), ...versionHeader(object, call.bucket) },
    };
  },
});

function attributeNames({ headers }: WireRequest): ReadonlySet<string> {
  const names = (headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', unknown);
  return new Set(names);
}

function headerAsQuery({ headers }: WireRequest, name: string): ReadonlyMap<string, string> {
  const value = headers[name];
  return new Map(value === undefined ? [] : [[name, value]]);
}

/** Parts are told one by one only if they have checksums of their own. */
function parts({ pieces, checksum }: StoredObject, maxParts: number, marker: number): XmlObject {
  const numbered = pieces.map((piece, index) => ({ piece, number: index + 1 })).filter(({ number }) => number > marker);
  const page = numbered.slice(0, maxParts);
  return {
    PartsCount: pieces.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: maxParts,
    IsTruncated: page.length < numbered.length,
    Part: page.flatMap(({ piece, number }) =>
      piece.checksum === undefined || checksum === undefined
        ? []
        : [{ PartNumber: number, Size: piece.size, [`Checksum${checksum.algorithm}`]: piece.checksum }],
    ),
  };
}
