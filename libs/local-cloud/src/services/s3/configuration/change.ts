import { isRetained } from '../../../kernel/retained.ts';
import { Bucket } from '../bucket.ts';
import type { BucketConfiguration } from './bucket-configuration.ts';
import { lockedProblems } from './locked-objects.ts';
import type { DeclaredBuckets, Problem } from './read-graph.ts';

/** What an apply does to the buckets. */
export interface Change {
  /** Buckets that stay, with their new configuration. */
  readonly kept: readonly Bucket[];
  readonly added: readonly BucketConfiguration[];
  /** Buckets that go and whose name is not used again. */
  readonly removed: readonly Bucket[];
  /** Buckets that go and … */
  readonly replaced: readonly Bucket[];
  /** … the new ones of the same names, opened once the old ones are gone. */
  readonly replacing: readonly BucketConfiguration[];
  readonly problems: readonly Problem[];
}

export function planChange(
  now: ReadonlyMap<string, Bucket>,
  { buckets, problems }: DeclaredBuckets,
  time: number,
): Change {
  const next = [...buckets.values()];
  const goes = (bucket: Bucket): boolean => !isSame(bucket.configuration, buckets.get(bucket.name));
  const going = [...now.values()].filter(goes);
  const kept = next.flatMap((configuration) => {
    const bucket = now.get(configuration.name);
    return bucket === undefined || goes(bucket) ? [] : [new Bucket(configuration, bucket.store)];
  });
  const arriving = next.filter(({ name }) => !kept.some((bucket) => bucket.name === name));
  return {
    kept,
    added: arriving.filter(({ name }) => !now.has(name)),
    removed: going.filter(({ name }) => !buckets.has(name)),
    replaced: going.filter(({ name }) => buckets.has(name)),
    replacing: arriving.filter(({ name }) => now.has(name)),
    problems: [
      ...problems,
      ...going.flatMap((bucket) => goingProblem(bucket, buckets.get(bucket.name))),
      ...[...now.values()].flatMap((bucket) =>
        lockedProblems(
          bucket,
          kept.find(({ name }) => name === bucket.name),
          time,
        ),
      ),
      ...kept.flatMap((bucket) => checkVersioning(bucket, now.get(bucket.name))),
      ...next.flatMap((configuration) =>
        versioningOfLocked(
          configuration,
          kept.find(({ name }) => name === configuration.name),
        ),
      ),
    ],
  };
}

function isSame(before: BucketConfiguration, after: BucketConfiguration | undefined): boolean {
  return (
    after !== undefined &&
    before.stack === after.stack &&
    before.region === after.region &&
    (before.identity === undefined || after.identity === undefined || before.identity === after.identity)
  );
}

function goingProblem(bucket: Bucket, next: BucketConfiguration | undefined): Problem[] {
  const stays = next !== undefined && (isRetained(next) || isRetained(bucket.configuration));
  if (stays) return isEmpty(bucket) ? [] : [notAlone(bucket, next)];
  return bucket.configuration.forceDestroy || isEmpty(bucket) ? [] : [notEmpty(bucket)];
}

/** Objects the program itself declared go with the bucket. */
function isEmpty({ configuration, store }: Bucket): boolean {
  const declared = new Set(configuration.objects.map(({ key }) => key));
  return store.index.keys.seek((key) => !declared.has(key)) === undefined;
}

function notEmpty({ name, configuration }: Bucket): Problem {
  return {
    urn: configuration.urn,
    message:
      `deleting S3 Bucket (${name}): BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in ` +
      'the bucket. (Empty it, or deploy it with forceDestroy: true first.)',
  };
}

/** Objects lie in the directory of their stack: without it a bucket can stay, but they could not. */
function notAlone({ name, configuration }: Bucket, next: BucketConfiguration): Problem {
  const what = isRetained(next) ? 'keep' : 'hand over';
  return {
    urn: isRetained(next) ? configuration.urn : next.urn,
    message:
      `The S3 Bucket (${name}) is not empty. On AWS it would stay as it is, with retainOnDelete; the local cloud can ${what} an ` +
      'empty bucket only. (Empty it first.)',
  };
}

function checkVersioning({ configuration }: Bucket, before: Bucket | undefined): Problem[] {
  if (before === undefined || !configuration.versioningDisabled || before.versioning === undefined) return [];
  return [
    {
      urn: configuration.urn,
      message: `versioning_configuration.status cannot be updated from '${before.versioning}' to 'Disabled': use 'Suspended'`,
    },
  ];
}

/** Object Lock needs versioning for good; without the declaration it stays on. */
function versioningOfLocked(configuration: BucketConfiguration, bucket: Bucket | undefined): Problem[] {
  const { objectLock, urn, versioning, versioningDisabled } = configuration;
  if (objectLock === undefined && bucket?.objectLock === undefined) return [];
  if (versioning !== 'Suspended' && !versioningDisabled) return [];
  const message =
    'InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.';
  return [{ urn, message }];
}
