import type { Bucket } from '../bucket.ts';
import { goesUndeclared, goesWithBucket, type VersionLock } from '../locks/retention.ts';
import type { StoredObject } from '../storage/object-version.ts';
import type { Problem } from './read-graph.ts';

/**
 * What Object Lock keeps from going with a deployment, as Terraform's provider meets it: objects that are declared no more, one by one,
 * and whatever else lies in a bucket that goes with `forceDestroy`. `after` is the bucket as it stays.
 */
export function lockedProblems(bucket: Bucket, after: Bucket | undefined, now: number): readonly Problem[] {
  const { configuration, objectLock, store } = bucket;
  if (objectLock === undefined) return [];
  const still = new Set(after?.configuration.objects.map(({ key }) => key));
  const gone = configuration.objects.filter(({ key }) => !still.has(key));
  const problems = gone.flatMap(({ forceDestroy, key, urn }) =>
    keptVersions(bucket, key, (version) => goesUndeclared(version, forceDestroy, now)).map((version) => ({
      urn,
      message: `deleting S3 Bucket (${bucket.name}) Object (${key}): ${protectedBy(version, now)}`,
    })),
  );
  if (after !== undefined || !configuration.forceDestroy) return problems;
  const declared = new Set(configuration.objects.map(({ key }) => key));
  const kept = [...store.index.histories()]
    .map((history) => history[0]?.key ?? '')
    .filter((key) => !declared.has(key))
    .flatMap((key) => keptVersions(bucket, key, (version) => goesWithBucket(version, now)));
  return [...problems, ...emptyingProblems(bucket, kept, now)];
}

const MOST_NAMED = 5;

function emptyingProblems({ configuration, name }: Bucket, kept: readonly StoredObject[], now: number): Problem[] {
  if (kept.length === 0) return [];
  const named = kept.slice(0, MOST_NAMED).map((version) => `${version.key}: ${protectedBy(version, now)}`);
  const more = kept.length > MOST_NAMED ? [`and ${kept.length - MOST_NAMED} more`] : [];
  return [{ urn: configuration.urn, message: `emptying S3 Bucket (${name}): ${[...named, ...more].join('; ')}` }];
}

function keptVersions({ store }: Bucket, key: string, goes: (version: StoredObject) => boolean): StoredObject[] {
  return store.index.history(key).filter((version): version is StoredObject => !version.deleteMarker && !goes(version));
}

function protectedBy(
  { legalHold, retention, versionId }: VersionLock & { readonly versionId: string },
  now: number,
): string {
  const reasons = [
    ...(retention && retention.until > now
      ? [`kept until ${new Date(retention.until).toISOString()} in ${retention.mode} mode`]
      : []),
    ...(legalHold === true ? ['under legal hold'] : []),
  ];
  return `version ${versionId}: AccessDenied: Access Denied because object protected by object lock. (${reasons.join(', ')})`;
}
