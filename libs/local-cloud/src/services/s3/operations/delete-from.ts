import { NULL_VERSION } from '../storage/object-version.ts';
import type { WriteCondition } from '../storage/write-guard.ts';
import type { BucketCall } from './bucket-operation.ts';
import { notify } from './notify.ts';
import { unlocked } from './object-lock.ts';

export interface Deletion {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly condition?: WriteCondition | undefined;
  /** Whether governance is set aside, which somebody has allowed. */
  readonly bypass: boolean;
}

/** What happened: a marker was made or a marker was removed, and which version that was. */
export interface Deleted {
  readonly deleteMarker: boolean;
  readonly versionId: string | undefined;
}

/**
 * Deletes as S3 does: a named version goes for good; without a name, a versioned bucket gets a delete marker, another one loses
 * the object. Deleting what is not there succeeds. Object Lock keeps versions: AccessDenied; a marker hides them all the same.
 * Source: Amazon S3 User Guide, "Deleting object versions from a versioning-enabled bucket".
 */
export async function deleteFrom({ bypass, key, versionId, condition }: Deletion, call: BucketCall): Promise<Deleted> {
  const { bucket, now } = call;
  const { store, versioning } = bucket;
  if (versionId !== undefined) {
    const version = store.index.find(key, versionId);
    if (version !== undefined) {
      await store.drop({ key, versionId }, condition, unlocked(bypass, now));
      await notify({ type: 's3:ObjectRemoved:Delete', key, versionId }, call);
    }
    return { deleteMarker: version?.deleteMarker === true, versionId };
  }
  if (versioning !== undefined) {
    const marker = await store.mark({ key, versionId: bucket.newVersionId() }, now, condition);
    await notify({ type: 's3:ObjectRemoved:DeleteMarkerCreated', key, versionId: marker.versionId }, call);
    return { deleteMarker: true, versionId: marker.versionId };
  }
  if (condition !== undefined || store.index.current(key) !== undefined) {
    await store.drop({ key, versionId: NULL_VERSION }, condition);
    await notify({ type: 's3:ObjectRemoved:Delete', key }, call);
  }
  return { deleteMarker: false, versionId: undefined };
}
