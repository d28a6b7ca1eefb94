import type { Due, LifecycleFilter } from '../configuration/lifecycle-rule.ts';
import type { StoredObject } from '../storage/object-version.ts';

const DAY = 86_400_000;

/**
 * When something that happened at `since` is `days` old: S3 counts whole days and acts at the next midnight UTC.
 * Source: Amazon S3 User Guide, "Lifecycle rules: Based on an object's age".
 */
export function dueAt(since: number, days: number): number {
  return Math.ceil((since + days * DAY) / DAY) * DAY;
}

export function isDue(due: Due, since: number, now: number): boolean {
  return now >= ('date' in due ? due.date : dueAt(since, due.days));
}

export function fits(filter: LifecycleFilter, key: string): boolean {
  return key.startsWith(filter.prefix);
}

/** Tags and sizes are those of objects; a delete marker has neither. */
export function fitsObject(filter: LifecycleFilter, object: StoredObject): boolean {
  const { largerThan, smallerThan, tags } = filter;
  return (
    fits(filter, object.key) &&
    (largerThan === undefined || object.size > largerThan) &&
    (smallerThan === undefined || object.size < smallerThan) &&
    Object.entries(tags).every(([key, value]) => object.tags[key] === value)
  );
}
