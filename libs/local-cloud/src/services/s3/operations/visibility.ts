import { AccessDenied, NoSuchKey, NoSuchVersion } from '../errors.ts';
import type { ObjectVersion, StoredObject } from '../storage/object-version.ts';
import { versionHeader } from '../replies/object-headers.ts';
import { withKeys, type BucketCall } from './bucket-operation.ts';
import { MethodNotAllowed } from '../errors.ts';
import { httpDate } from '../replies/object-headers.ts';

/**
 * The version a read is about. A missing key is 404 only for who may list the bucket: anybody else must not learn from a read what
 * exists, and gets 403. Source: Amazon S3 API Reference, GetObject, "Permissions".
 */
export function readableObject(
  key: string,
  versionId: string | undefined,
  method: string,
  call: BucketCall,
): StoredObject {
  const { index } = call.bucket.store;
  const version = versionId === undefined ? index.current(key) : index.find(key, versionId);
  if (version === undefined || (version.deleteMarker && versionId === undefined)) requireMayList(call);
  if (version === undefined) throw versionId === undefined ? new NoSuchKey(key) : new NoSuchVersion(key, versionId);
  if (!version.deleteMarker) return version;
  const headers = { ...versionHeader(version, call.bucket), 'x-amz-delete-marker': 'true' };
  if (versionId === undefined) throw new NoSuchKey(key, headers);
  throw new MethodNotAllowed(method, 'DeleteMarker', {
    ...headers,
    allow: 'DELETE',
    'last-modified': httpDate(version.lastModified),
  });
}

function requireMayList(call: BucketCall): void {
  const permission = withKeys({ action: 's3:ListBucket', resource: call.bucket.arn }, call.keys);
  if (call.authorise(permission).verdict === 'Allowed') return;
  const { principal } = call;
  throw new AccessDenied(
    principal.kind === 'anonymous' || principal.kind === 'service'
      ? 'Access Denied'
      : `User: ${principal.arn} is not authorized to perform: s3:ListBucket on resource: "${call.bucket.arn}" because no identity-based policy allows the s3:ListBucket action`,
  );
}

/** The version a request names, for its tags: `s3:ExistingObjectTag` is decided before the request may learn whether it exists. */
export function tagsOf(version: ObjectVersion | undefined): Readonly<Record<string, string>> | undefined {
  return version === undefined || version.deleteMarker ? undefined : version.tags;
}
