import type { Permission } from '../../../kernel/operation.ts';
import { objectArn } from '../arn.ts';
import type { Bucket } from '../bucket.ts';
import type { ConditionKeys } from '../requests/request-keys.ts';
import { existingTagKeys } from '../requests/tagging.ts';
import { tagsOf } from './visibility.ts';

/** What of a bucket a permission is about. */
export interface ObjectName {
  readonly key: string;
  /** Present when the request names a version: then it needs the `…Version…` form of the action. */
  readonly versionId: string | undefined;
}

export function onObject(bucket: Bucket, key: string, action: string, context?: ConditionKeys): Permission {
  const resource = objectArn(bucket.arn, key);
  return context === undefined ? { action, resource } : { action, resource, context };
}

export function onBucket(bucket: Bucket, action: string, context?: ConditionKeys): Permission {
  return context === undefined ? { action, resource: bucket.arn } : { action, resource: bucket.arn, context };
}

/**
 * The permission to do something with an existing object: `plain` for the current version, `versioned` when the request names one,
 * with the object's tags and the version as condition keys.
 */
export function onExisting(
  bucket: Bucket,
  { key, versionId }: ObjectName,
  plain: string,
  versioned: string,
  context?: ConditionKeys,
): Permission {
  const { index } = bucket.store;
  const version = versionId === undefined ? index.current(key) : index.find(key, versionId);
  return onObject(bucket, key, versionId === undefined ? plain : versioned, {
    ...existingTagKeys(tagsOf(version)),
    ...(versionId !== undefined && { 's3:VersionId': versionId }),
    ...context,
  });
}
