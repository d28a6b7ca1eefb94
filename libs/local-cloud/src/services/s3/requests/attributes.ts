import type { WireRequest } from '../../../kernel/wire.ts';
import type { Bucket } from '../bucket.ts';
import { isStorageClass } from '../configuration/storage-class.ts';
import { InvalidStorageClass, MetadataTooLarge } from '../errors.ts';
import type { ObjectAttributes } from '../storage/object-version.ts';
import { checkAcl } from './acl.ts';
import { encryptionOf } from './encryption.ts';
import { lockOf } from './object-lock.ts';
import { tagsFromHeader } from './tagging.ts';

/** Headers kept with an object and given back with it. Source: Amazon S3 User Guide, "Working with object metadata". */
const keptHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-website-redirect-location',
] as const;

const METADATA = 'x-amz-meta-';
/** Bytes of all names and values of user metadata together. */
const MOST_METADATA = 2048;

/** What the uploader of an object says about it, at `now`. */
export function attributesOf(request: WireRequest, bucket: Bucket, now: number): ObjectAttributes {
  const { headers } = request;
  checkAcl(request, bucket.configuration);
  return {
    headers: keptHeadersOf(request),
    metadata: metadataOf(request),
    tags: tagsFromHeader(headers['x-amz-tagging']),
    storageClass: storageClassOf(request),
    encryption: encryptionOf(request, bucket.configuration),
    ...lockOf(request, bucket, now),
  };
}

export function keptHeadersOf({ headers }: WireRequest): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers[name];
    if (value !== undefined && value !== '') kept[name] = value;
  }
  kept['content-type'] ??= 'binary/octet-stream';
  return kept;
}

const nothing: Readonly<Record<string, string>> = Object.freeze({});

/** User metadata: names without the prefix. */
export function metadataOf({ headers }: WireRequest): Readonly<Record<string, string>> {
  let metadata: Record<string, string> | undefined;
  let size = 0;
  for (const header in headers) {
    const value = headers[header];
    if (!header.startsWith(METADATA) || value === undefined) continue;
    const name = header.slice(METADATA.length);
    metadata ??= {};
    metadata[name] = value;
    size += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  if (size > MOST_METADATA) throw new MetadataTooLarge(size, MOST_METADATA);
  return metadata ?? nothing;
}

export function storageClassOf({ headers }: WireRequest): string {
  const storageClass = headers['x-amz-storage-class'];
  if (storageClass === undefined) return 'STANDARD';
  if (!isStorageClass(storageClass)) throw new InvalidStorageClass(storageClass);
  return storageClass;
}
