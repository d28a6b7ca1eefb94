import type { ContextValue } from '@palisade/policies';
import type { Permission } from '../../../kernel/operation.ts';
import type { Bucket } from '../bucket.ts';
import { lockKeys } from '../requests/object-lock.ts';
import { requestTagKeys } from '../requests/tagging.ts';
import type { ObjectAttributes } from '../storage/object-version.ts';
import type { WriteCondition } from '../storage/write-guard.ts';
import { onExisting, onObject } from './object-permission.ts';

/** Headers of a write that are condition keys of the same name. */
const headerKeys = [
  'x-amz-acl',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
] as const;

export interface WriteRequest {
  readonly key: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly attributes: Pick<ObjectAttributes, 'tags' | 'retention' | 'legalHold'>;
  /** When it came, milliseconds since the epoch; of writes that bring a lock. */
  readonly at?: number;
  readonly condition?: WriteCondition | undefined;
}

/**
 * What writing to a key needs: `s3:PutObject`, with the headers as condition keys, and more for what the request does besides.
 * `makes` says whether an object exists afterwards or only a part of one (`s3:ObjectCreationOperation`).
 * Source: Amazon S3 API Reference, PutObject, "Permissions"; User Guide, "Enforce conditional writes on Amazon S3 buckets".
 */
export function writePermissions(bucket: Bucket, request: WriteRequest, makes: 'object' | 'part'): Permission[] {
  const { key, headers, condition } = request;
  const tagKeys = requestTagKeys(request.attributes.tags);
  const { legalHold, retention } = request.attributes;
  const locks = lockKeys(request.attributes, request.at ?? 0);
  const context: Record<string, ContextValue> = {
    ...tagKeys,
    ...locks,
    's3:ObjectCreationOperation': `${makes === 'object'}`,
  };
  for (const name of headerKeys) {
    const value = headers[name];
    if (value !== undefined) context[`s3:${name}`] = value;
  }
  for (const name of ['if-match', 'if-none-match'] as const) {
    const value = headers[name];
    if (value !== undefined) context[`s3:${name}`] = value;
  }
  const permissions = [onObject(bucket, key, 's3:PutObject', context)];
  if (headers['x-amz-tagging'] !== undefined) permissions.push(onObject(bucket, key, 's3:PutObjectTagging', tagKeys));
  if (headers['x-amz-acl'] !== undefined) {
    permissions.push(onObject(bucket, key, 's3:PutObjectAcl', { 's3:x-amz-acl': headers['x-amz-acl'] }));
  }
  if (retention) permissions.push(onObject(bucket, key, 's3:PutObjectRetention', locks));
  if (legalHold !== undefined) permissions.push(onObject(bucket, key, 's3:PutObjectLegalHold', locks));
  // Whoever compares ETags learns something about what is there.
  if (condition?.header === 'If-Match') {
    permissions.push(onExisting(bucket, { key, versionId: undefined }, 's3:GetObject', 's3:GetObjectVersion'));
  }
  return permissions;
}
