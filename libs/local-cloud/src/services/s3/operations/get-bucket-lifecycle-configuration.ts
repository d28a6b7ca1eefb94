import { xml, type XmlObject } from '../../../kernel/wire.ts';
import type { Due, LifecycleFilter, LifecycleRule, NoncurrentDue } from '../configuration/lifecycle-rule.ts';
import { NotConfigured } from '../errors.ts';
import { readConfiguration } from './read-configuration.ts';

export const getBucketLifecycleConfiguration = readConfiguration(
  'GetBucketLifecycleConfiguration',
  'lifecycle',
  's3:GetLifecycleConfiguration',
  ({ bucket }) => {
    const { lifecycle } = bucket.configuration;
    if (lifecycle === undefined) {
      throw new NotConfigured(
        'NoSuchLifecycleConfiguration',
        'The lifecycle configuration does not exist',
        bucket.name,
      );
    }
    const reply = xml('LifecycleConfiguration', { Rule: lifecycle.rules.map(rule) });
    return { ...reply, headers: { 'x-amz-transition-default-minimum-object-size': lifecycle.smallestTransition } };
  },
);

function rule(each: LifecycleRule): XmlObject {
  const { expiration, noncurrentVersionExpiration, abortUploadsAfter } = each;
  return {
    ID: each.id,
    Status: each.enabled ? 'Enabled' : 'Disabled',
    Filter: filter(each.filter),
    ...(expiration && { Expiration: due(expiration) }),
    ...(each.expiredObjectDeleteMarker && { Expiration: { ExpiredObjectDeleteMarker: true } }),
    Transition: each.transitions.map((transition) => ({ ...due(transition), StorageClass: transition.storageClass })),
    ...(noncurrentVersionExpiration && { NoncurrentVersionExpiration: noncurrent(noncurrentVersionExpiration) }),
    NoncurrentVersionTransition: each.noncurrentVersionTransitions.map((transition) => ({
      ...noncurrent(transition),
      StorageClass: transition.storageClass,
    })),
    ...(abortUploadsAfter !== undefined && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortUploadsAfter },
    }),
  };
}

function due(each: Due): XmlObject {
  return 'date' in each ? { Date: new Date(each.date).toISOString() } : { Days: each.days };
}

function noncurrent({ noncurrentDays, newerNoncurrentVersions }: NoncurrentDue): XmlObject {
  return {
    NoncurrentDays: noncurrentDays,
    ...(newerNoncurrentVersions > 0 && { NewerNoncurrentVersions: newerNoncurrentVersions }),
  };
}

/** One condition stands alone, several are wrapped in `And`. */
function filter({ prefix, tags, largerThan, smallerThan }: LifecycleFilter): XmlObject {
  const conditions: XmlObject = {
    ...(prefix !== '' && { Prefix: prefix }),
    ...(largerThan !== undefined && { ObjectSizeGreaterThan: largerThan }),
    ...(smallerThan !== undefined && { ObjectSizeLessThan: smallerThan }),
  };
  const tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const count = Object.keys(conditions).length + tag.length;
  if (count === 0) return { Prefix: '' };
  const all = { ...conditions, ...(tag.length > 0 && { Tag: tag }) };
  return count === 1 ? all : { And: all };
}
