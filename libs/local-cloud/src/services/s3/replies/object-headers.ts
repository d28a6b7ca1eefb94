import type { Bucket } from '../bucket.ts';
import { checksumHeader, type Checksum } from '../checksums/checksum.ts';
import type { ObjectEncryption, ObjectVersion, StoredObject } from '../storage/object-version.ts';

/** What GetObject and HeadObject say about an object. */
export function objectHeaders(object: StoredObject, bucket: Bucket): Record<string, string> {
  const headers: Record<string, string> = {
    'last-modified': httpDate(object.lastModified),
    etag: quoted(object.etag),
    'accept-ranges': 'bytes',
    ...encryptionHeaders(object.encryption),
    ...object.headers,
    ...versionHeader(object, bucket),
  };
  if (object.storageClass !== 'STANDARD') headers['x-amz-storage-class'] = object.storageClass;
  for (const name in object.metadata) headers[`x-amz-meta-${name}`] = object.metadata[name] as string;
  const tags = Object.keys(object.tags).length;
  if (tags > 0) headers['x-amz-tagging-count'] = `${tags}`;
  return headers;
}

export function encryptionHeaders(encryption: ObjectEncryption): Record<string, string> {
  if (encryption === 'AES256') return { 'x-amz-server-side-encryption': encryption };
  const { algorithm, keyId, bucketKeyEnabled } = encryption;
  return {
    'x-amz-server-side-encryption': algorithm,
    'x-amz-server-side-encryption-aws-kms-key-id': keyId,
    ...(bucketKeyEnabled && { 'x-amz-server-side-encryption-bucket-key-enabled': 'true' }),
  };
}

/** Buckets without versioning do not speak of versions. */
export function versionHeader({ versionId }: Pick<ObjectVersion, 'versionId'>, bucket: Bucket): Record<string, string> {
  return bucket.versioning === undefined ? {} : { 'x-amz-version-id': versionId };
}

export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (checksum === undefined) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** `Thu, 01 Jan 2026 00:00:00 GMT` */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** `2026-01-01T00:00:00.000Z`; S3 counts whole seconds. */
export function isoDate(time: number): string {
  return new Date(Math.floor(time / 1000) * 1000).toISOString();
}
