import type { BucketLifecycle } from '../configuration/bucket-configuration.ts';
import type { LifecycleRule } from '../configuration/lifecycle-rule.ts';
import { transitionClasses } from '../configuration/storage-class.ts';
import type { ObjectVersion, StoredObject, Upload } from '../storage/object-version.ts';
import { isDeletable } from '../locks/retention.ts';
import { dueAt, fits, fitsObject, isDue } from './due.ts';

/** Something a lifecycle rule demands now. */
export type LifecycleAction =
  /** The current version expires: a marker in a versioned bucket, gone for good in another. */
  | { readonly action: 'expire'; readonly object: StoredObject }
  | { readonly action: 'remove'; readonly key: string; readonly versionId: string }
  | { readonly action: 'move'; readonly key: string; readonly versionId: string; readonly storageClass: string };

const SMALLEST_TRANSITION = 128 * 1024;

/** What is due for one key, given its history, oldest version first. */
export function planForKey(
  history: readonly ObjectVersion[],
  lifecycle: BucketLifecycle,
  now: number,
): LifecycleAction[] {
  const rules = lifecycle.rules.filter((rule) => rule.enabled);
  const current = history.at(-1);
  if (current === undefined) return [];
  return [
    ...planForCurrent(current, history.length, rules, lifecycle, now),
    ...history.slice(0, -1).flatMap((version, index) => {
      const noncurrentSince = (history[index + 1] as ObjectVersion).lastModified;
      const newer = history.length - 2 - index;
      return planForNoncurrent(version, noncurrentSince, newer, rules, lifecycle, now);
    }),
  ];
}

function planForCurrent(
  current: ObjectVersion,
  versions: number,
  rules: readonly LifecycleRule[],
  lifecycle: BucketLifecycle,
  now: number,
): LifecycleAction[] {
  const { key, versionId, lastModified } = current;
  if (current.deleteMarker) {
    // A marker with nothing behind it serves nobody; a rule that expires objects by age cleans it up as well.
    const cleans = (rule: LifecycleRule): boolean =>
      fits(rule.filter, key) &&
      (rule.expiredObjectDeleteMarker || (rule.expiration !== undefined && isDue(rule.expiration, lastModified, now)));
    return versions === 1 && rules.some(cleans) ? [{ action: 'remove', key, versionId }] : [];
  }
  const fitting = rules.filter((rule) => fitsObject(rule.filter, current));
  if (fitting.some(({ expiration }) => expiration !== undefined && isDue(expiration, lastModified, now))) {
    return [{ action: 'expire', object: current }];
  }
  const due = fitting.flatMap((rule) =>
    rule.transitions.filter(
      (each) => isDue(each, lastModified, now) && mayMove(current, rule, lifecycle, each.storageClass),
    ),
  );
  return move(current, due);
}

function planForNoncurrent(
  version: ObjectVersion,
  noncurrentSince: number,
  newer: number,
  rules: readonly LifecycleRule[],
  lifecycle: BucketLifecycle,
  now: number,
): LifecycleAction[] {
  const { key, versionId } = version;
  const isReached = (due: { noncurrentDays: number; newerNoncurrentVersions: number }): boolean =>
    newer >= due.newerNoncurrentVersions && now >= dueAt(noncurrentSince, due.noncurrentDays);
  const fitting = rules.filter((rule) =>
    version.deleteMarker ? fits(rule.filter, key) : fitsObject(rule.filter, version),
  );
  const kept = !version.deleteMarker && !isDeletable(version, false, now);
  if (!kept && fitting.some(({ noncurrentVersionExpiration: due }) => due !== undefined && isReached(due))) {
    return [{ action: 'remove', key, versionId }];
  }
  if (version.deleteMarker) return [];
  const due = fitting.flatMap((rule) =>
    rule.noncurrentVersionTransitions.filter(
      (each) => isReached(each) && mayMove(version, rule, lifecycle, each.storageClass),
    ),
  );
  return move(version, due);
}

const rank = (storageClass: string): number => transitionClasses.findIndex((each) => each === storageClass);

/** Of several classes that are due the coldest counts, and objects only ever get colder. */
function move(
  { key, versionId, storageClass }: StoredObject,
  due: readonly { readonly storageClass: string }[],
): LifecycleAction[] {
  const coldest = Math.max(-1, ...due.map((each) => rank(each.storageClass)));
  const target = transitionClasses[coldest];
  return target !== undefined && coldest > rank(storageClass)
    ? [{ action: 'move', key, versionId, storageClass: target }]
    : [];
}

/** Small objects stay where they are unless the rule's filter says otherwise. */
function mayMove(
  { size }: StoredObject,
  { filter }: LifecycleRule,
  { smallestTransition }: BucketLifecycle,
  to: string,
): boolean {
  if (size >= SMALLEST_TRANSITION || filter.largerThan !== undefined) return true;
  return smallestTransition === 'varies_by_storage_class' && (to === 'GLACIER' || to === 'DEEP_ARCHIVE');
}

/** Whether an incomplete multipart upload is to be aborted. */
export function isAbandoned({ key, initiated }: Upload, { rules }: BucketLifecycle, now: number): boolean {
  return rules.some(
    ({ enabled, filter, abortUploadsAfter: days }) =>
      enabled && days !== undefined && fits(filter, key) && now >= dueAt(initiated, days),
  );
}
