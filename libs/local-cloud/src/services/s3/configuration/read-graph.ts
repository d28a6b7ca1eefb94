import type { Properties } from '@palisade/local-engine';
import { block, blocks, flag, text, textMap, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { BUCKET, alreadyOwned } from '../resources/bucket.ts';
import { BUCKET_LIFECYCLE_CONFIGURATION } from '../resources/bucket-lifecycle-configuration.ts';
import { BUCKET_LOGGING, loggingProblem } from '../resources/bucket-logging.ts';
import { BUCKET_NOTIFICATION } from '../resources/bucket-notification.ts';
import { BUCKET_OBJECT } from '../resources/bucket-object.ts';
import { BUCKET_OBJECT_LOCK_CONFIGURATION } from '../resources/bucket-object-lock-configuration.ts';
import { BUCKET_OWNERSHIP_CONTROLS } from '../resources/bucket-ownership-controls.ts';
import { BUCKET_POLICY } from '../resources/bucket-policy.ts';
import { BUCKET_PUBLIC_ACCESS_BLOCK } from '../resources/bucket-public-access-block.ts';
import { BUCKET_ENCRYPTION } from '../resources/bucket-server-side-encryption-configuration.ts';
import { BUCKET_VERSIONING } from '../resources/bucket-versioning.ts';
import { mayDeliver, s3For, targets } from '../notifications/targets.ts';
import { readNotificationRules } from '../notifications/notification-rule.ts';
import { readAccountBlock } from './account-block.ts';
import {
  newBucket,
  type BucketConfiguration,
  type BucketEncryption,
  type BucketLifecycle,
  type BucketLogging,
  type PublicAccessBlock,
} from './bucket-configuration.ts';
import { readBucketPolicy } from './bucket-policy.ts';
import { readDeclaredObject } from './declared-object.ts';
import { readLifecycleRule } from './lifecycle-rule.ts';
import { missingPrincipals } from './missing-principals.ts';
import { readObjectLock } from './read-object-lock.ts';

export interface Problem {
  readonly urn: string;
  readonly message: string;
}

export interface DeclaredBuckets {
  readonly buckets: ReadonlyMap<string, BucketConfiguration>;
  readonly problems: readonly Problem[];
}

/** Whose cloud it is, and the milliseconds since the epoch: a policy may hold for a time only. */
export interface Moment {
  readonly accountId: string;
  readonly now: number;
}

/** Reads every bucket of every stack. Problems are what only all stacks together show. */
export function readBuckets(view: CloudView, { accountId, now }: Moment): DeclaredBuckets {
  const account = readAccountBlock(view);
  const problems: Problem[] = [...account.problems];
  const parts = gatherParts(view);
  const buckets = new Map<string, BucketConfiguration>();
  for (const { stack, resource } of declared(view, BUCKET)) {
    const name = text(resource.outputs, 'bucket') ?? '';
    if (buckets.has(name)) {
      problems.push({ urn: resource.urn, message: alreadyOwned(name) });
      continue;
    }
    const base = { urn: resource.urn, stack, identity: resource.identity, name };
    buckets.set(name, readBucket(base, resource.outputs, parts.get(name) ?? [], accountId, account.block));
  }
  for (const [name, resources] of parts) {
    if (buckets.has(name)) continue;
    for (const { resource } of resources) {
      problems.push({ urn: resource.urn, message: `NoSuchBucket: The specified bucket does not exist: ${name}` });
    }
  }
  for (const bucket of buckets.values()) {
    const resources = parts.get(bucket.name) ?? [];
    problems.push(
      ...checkLoggingTarget(bucket, buckets, resources),
      ...checkPrincipals(bucket, resources, view, accountId),
      ...checkTargets(bucket, resources, view, { accountId, now }),
    );
  }
  return { buckets, problems };
}

const partTypes = [
  BUCKET_ENCRYPTION,
  BUCKET_LIFECYCLE_CONFIGURATION,
  BUCKET_LOGGING,
  BUCKET_NOTIFICATION,
  BUCKET_OBJECT,
  BUCKET_OBJECT_LOCK_CONFIGURATION,
  BUCKET_OWNERSHIP_CONTROLS,
  BUCKET_POLICY,
  BUCKET_PUBLIC_ACCESS_BLOCK,
  BUCKET_VERSIONING,
];

function declared(view: CloudView, token: string): readonly StackResource[] {
  return view.ofType(token).filter(({ resource }) => !resource.external);
}

/** The resources that configure a bucket, by its name. */
function gatherParts(view: CloudView): Map<string, StackResource[]> {
  const parts = new Map<string, StackResource[]>();
  for (const part of partTypes.flatMap((token) => declared(view, token))) {
    const bucket = text(part.resource.outputs, 'bucket') ?? '';
    const known = parts.get(bucket);
    if (known === undefined) parts.set(bucket, [part]);
    else known.push(part);
  }
  return parts;
}

function readBucket(
  base: Pick<BucketConfiguration, 'urn' | 'stack' | 'identity' | 'name'>,
  outputs: Properties,
  parts: readonly StackResource[],
  accountId: string,
  accountBlock: PublicAccessBlock,
): BucketConfiguration {
  const partOf = (token: string): Properties | undefined =>
    parts.findLast(({ resource }) => resource.type === token)?.resource.outputs;
  const arn = text(outputs, 'arn') ?? '';
  const publicAccessBlock = readPublicAccessBlock(partOf(BUCKET_PUBLIC_ACCESS_BLOCK));
  const policy = text(partOf(BUCKET_POLICY) ?? {}, 'policy');
  const logging = partOf(BUCKET_LOGGING);
  const lifecycle = partOf(BUCKET_LIFECYCLE_CONFIGURATION);
  const restrictPublicBuckets = publicAccessBlock.restrictPublicBuckets || accountBlock.restrictPublicBuckets;
  const objectLock = readObjectLock(outputs, partOf(BUCKET_OBJECT_LOCK_CONFIGURATION));
  return {
    ...base,
    arn,
    region: text(outputs, 'region') ?? '',
    forceDestroy: flag(outputs, 'forceDestroy'),
    tags: textMap(outputs, 'tagsAll'),
    ...readVersioning(partOf(BUCKET_VERSIONING)),
    ...(objectLock && { objectLock }),
    ownership: readOwnership(partOf(BUCKET_OWNERSHIP_CONTROLS)),
    publicAccessBlock,
    blocksPublicAcls: publicAccessBlock.blockPublicAcls || accountBlock.blockPublicAcls,
    encryption: readEncryption(partOf(BUCKET_ENCRYPTION)),
    ...(policy !== undefined && {
      policy: readBucketPolicy(policy, { bucket: base.name, bucketArn: arn, accountId, restrictPublicBuckets }),
    }),
    ...(logging && { logging: readLogging(logging) }),
    ...(lifecycle && { lifecycle: readLifecycle(lifecycle) }),
    notifications: readNotificationRules(partOf(BUCKET_NOTIFICATION) ?? {}),
    objects: parts
      .filter(({ resource }) => resource.type === BUCKET_OBJECT)
      .map(({ resource }) => readDeclaredObject(resource.urn, resource.outputs)),
  };
}

function readVersioning(part: Properties | undefined): Pick<BucketConfiguration, 'versioning' | 'versioningDisabled'> {
  const status = text(block(part ?? {}, 'versioningConfiguration') ?? {}, 'status');
  const on = status === 'Enabled' || status === 'Suspended';
  return { versioning: on ? status : undefined, versioningDisabled: status === 'Disabled' };
}

function readOwnership(part: Properties | undefined): BucketConfiguration['ownership'] {
  const ownership = text(block(part ?? {}, 'rule') ?? {}, 'objectOwnership');
  return ownership === 'BucketOwnerPreferred' || ownership === 'ObjectWriter' ? ownership : newBucket.ownership;
}

function readPublicAccessBlock(part: Properties | undefined): PublicAccessBlock {
  if (part === undefined) return newBucket.publicAccessBlock;
  return {
    blockPublicAcls: flag(part, 'blockPublicAcls'),
    blockPublicPolicy: flag(part, 'blockPublicPolicy'),
    ignorePublicAcls: flag(part, 'ignorePublicAcls'),
    restrictPublicBuckets: flag(part, 'restrictPublicBuckets'),
  };
}

function readEncryption(part: Properties | undefined): BucketEncryption {
  const rule = blocks(part ?? {}, 'rules')[0];
  if (rule === undefined) return newBucket.encryption;
  const blocked = texts(rule, 'blockedEncryptionTypes');
  const kmsKeyId = text(block(rule, 'applyServerSideEncryptionByDefault') ?? {}, 'kmsMasterKeyId');
  return {
    ...(kmsKeyId === undefined ? { algorithm: 'AES256' } : { algorithm: 'aws:kms', kmsKeyId }),
    bucketKeyEnabled: flag(rule, 'bucketKeyEnabled'),
    blocksCustomerKeys: blocked.length === 0 ? newBucket.encryption.blocksCustomerKeys : blocked.includes('SSE-C'),
  };
}

function readLogging(part: Properties): BucketLogging {
  const partitioned = block(block(part, 'targetObjectKeyFormat') ?? {}, 'partitionedPrefix');
  const dateSource = text(partitioned ?? {}, 'partitionDateSource');
  return {
    targetBucket: text(part, 'targetBucket') ?? '',
    targetPrefix: text(part, 'targetPrefix') ?? '',
    keyFormat: dateSource === 'EventTime' || dateSource === 'DeliveryTime' ? dateSource : 'simple',
  };
}

function readLifecycle(part: Properties): BucketLifecycle {
  const smallest = text(part, 'transitionDefaultMinimumObjectSize');
  return {
    rules: blocks(part, 'rules').map(readLifecycleRule),
    smallestTransition: smallest === 'varies_by_storage_class' ? smallest : 'all_storage_classes_128K',
  };
}

function checkLoggingTarget(
  { logging, region }: BucketConfiguration,
  buckets: ReadonlyMap<string, BucketConfiguration>,
  parts: readonly StackResource[],
): Problem[] {
  if (logging === undefined) return [];
  const urn = urnOf(parts, BUCKET_LOGGING);
  const target = buckets.get(logging.targetBucket);
  if (target === undefined) {
    return [
      {
        urn,
        message: `InvalidTargetBucketForLogging: The target bucket for logging does not exist: ${logging.targetBucket}`,
      },
    ];
  }
  return loggingProblem(region, target.region).map((message) => ({ urn, message }));
}

function checkPrincipals(
  { policy }: BucketConfiguration,
  parts: readonly StackResource[],
  view: CloudView,
  accountId: string,
): Problem[] {
  if (policy === undefined) return [];
  const urn = urnOf(parts, BUCKET_POLICY);
  return missingPrincipals(policy.text, view, accountId).map((principal) => ({
    urn,
    message: `MalformedPolicy: Invalid principal in policy: ${principal} does not exist`,
  }));
}

function checkTargets(
  { arn, notifications }: BucketConfiguration,
  parts: readonly StackResource[],
  view: CloudView,
  { accountId, now }: Moment,
): Problem[] {
  const urn = urnOf(parts, BUCKET_NOTIFICATION);
  return notifications
    .filter(({ target, targetArn }) => !mayDeliver(view, targets[target], targetArn, s3For(arn, accountId), now))
    .map(({ targetArn }) => ({
      urn,
      message:
        `InvalidArgument: Unable to validate the following destination configurations: ${targetArn} does not exist, or its ` +
        `policy does not let s3.amazonaws.com in for ${arn} of account ${accountId}`,
    }));
}

function urnOf(parts: readonly StackResource[], token: string): string {
  return parts.find(({ resource }) => resource.type === token)?.resource.urn ?? '';
}
