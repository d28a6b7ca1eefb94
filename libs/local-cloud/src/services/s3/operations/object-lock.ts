import type { Permission } from '../../../kernel/operation.ts';
import type { Bucket } from '../bucket.ts';
import { InvalidRequest, NoSuchVersion, ObjectProtected } from '../errors.ts';
import { isDeletable } from '../locks/retention.ts';
import type { ObjectVersion, StoredObject } from '../storage/object-version.ts';
import type { ObjectEdit } from '../storage/records.ts';
import { withKeys, type BucketCall } from './bucket-operation.ts';
import { onObject } from './object-permission.ts';
import { readableObject } from './visibility.ts';

/*
 * What the operations of Object Lock share, and what others say and ask about it.
 */

/** Throws InvalidRequest for buckets without Object Lock. */
export function requireObjectLock({ objectLock }: Bucket): void {
  if (objectLock === undefined) throw new InvalidRequest('Bucket is missing Object Lock Configuration');
}

/** Whoever sets governance aside may do so. */
export function bypassPermission(bucket: Bucket, key: string, bypass: boolean): readonly Permission[] {
  return bypass ? [onObject(bucket, key, 's3:BypassGovernanceRetention')] : [];
}

/** Changes the lock of a version as `change` says, given how it is. */
export async function changeLock(
  { key, versionId }: { readonly key: string; readonly versionId: string | undefined },
  call: BucketCall,
  change: (object: StoredObject) => ObjectEdit,
): Promise<void> {
  requireObjectLock(call.bucket);
  const object = readableObject(key, versionId, 'PUT', call);
  await call.bucket.store.lock(object, (version) => {
    if (version === undefined || version.deleteMarker) throw new NoSuchVersion(key, object.versionId);
    return change(version);
  });
}

/** Asked right before a version is deleted for good. Throws AccessDenied if Object Lock keeps it. */
export const unlocked =
  (bypass: boolean, now: number) =>
  (version: ObjectVersion | undefined): void => {
    if (version === undefined || version.deleteMarker || isDeletable(version, bypass, now)) return;
    throw new ObjectProtected();
  };

/** What a read tells of the lock, to those who may know. Source: Amazon S3 API Reference, GetObject, "Response elements". */
export function lockHeaders(
  { key, legalHold, retention }: StoredObject,
  call: BucketCall,
): Readonly<Record<string, string>> {
  const may = (action: string): boolean =>
    call.authorise(withKeys(onObject(call.bucket, key, action), call.keys)).verdict === 'Allowed';
  return {
    ...(retention &&
      may('s3:GetObjectRetention') && {
        'x-amz-object-lock-mode': retention.mode,
        'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString(),
      }),
    ...(legalHold !== undefined &&
      may('s3:GetObjectLegalHold') && { 'x-amz-object-lock-legal-hold': legalHold ? 'ON' : 'OFF' }),
  };
}
