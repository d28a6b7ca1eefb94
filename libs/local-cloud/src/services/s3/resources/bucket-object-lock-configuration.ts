import {
  integer,
  object,
  oneOf,
  refused,
  required,
  string,
  type Graph,
  type Properties,
  type Resource,
  type ResourceModel,
} from '@palisade/local-engine';
import { dependenciesOf } from '../../../kernel/dependencies.ts';
import { block, flag, number, text } from '../../../kernel/properties.ts';
import { retentionModes } from '../locks/retention.ts';
import { BUCKET } from './bucket.ts';
import { BUCKET_VERSIONING } from './bucket-versioning.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_OBJECT_LOCK_CONFIGURATION = 'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration';

/**
 * Turns Object Lock on if the bucket was made without it, and says how long new versions are kept. Without it new versions are kept no
 * longer by themselves; Object Lock stays on.
 * Source: Amazon S3 API Reference, PutObjectLockConfiguration; Terraform's aws_s3_bucket_object_lock_configuration.
 */
export const bucketObjectLockConfiguration: ResourceModel = {
  token: BUCKET_OBJECT_LOCK_CONFIGURATION,
  inputs: object({
    bucket: required(string),
    objectLockEnabled: oneOf('Enabled'),
    rule: object({
      defaultRetention: required(object({ days: integer, mode: oneOf(...retentionModes), years: integer })),
    }),
    token: refused('Object Lock of an existing bucket needs none any more; turn versioning on first'),
  }),
  replaceOn: ['bucket', 'objectLockEnabled'],
  defaults: () => ({ objectLockEnabled: 'Enabled' }),
  check: checkRule,
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => [...checkOnlyOne(resource, graph), ...checkVersioning(resource, graph)],
};

const periods = [
  ['days', 36_500],
  ['years', 100],
] as const;

function checkRule(inputs: Properties): string[] {
  const retention = block(block(inputs, 'rule') ?? {}, 'defaultRetention');
  if (retention === undefined) return [];
  const given = periods.filter(([name]) => number(retention, name) !== undefined);
  if (given.length !== 1 || text(retention, 'mode') === undefined) {
    return ['MalformedXML: defaultRetention has a mode, and either days or years'];
  }
  return given.flatMap(([name, most]) => {
    const period = number(retention, name) ?? 0;
    if (period < 1) return ['InvalidArgument: Default retention period must be a positive integer value.'];
    return period > most ? ['InvalidArgument: Default retention period too large.'] : [];
  });
}

/** A bucket that was made without Object Lock must be versioned before it gets it. */
function checkVersioning(resource: Resource, graph: Graph): string[] {
  const name = text(resource.inputs, 'bucket');
  const of = (token: string): Resource | undefined =>
    graph.resources.find(
      ({ external, inputs, type }) => type === token && !external && text(inputs, 'bucket') === name,
    );
  const bucket = of(BUCKET);
  if (bucket === undefined || flag(bucket.inputs, 'objectLockEnabled')) return [];
  const versioning = of(BUCKET_VERSIONING);
  const status = text(block(versioning?.inputs ?? {}, 'versioningConfiguration') ?? {}, 'status');
  if (versioning === undefined || status !== 'Enabled') {
    return ["InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"];
  }
  if (dependenciesOf(resource, graph).has(versioning.urn)) return [];
  return [
    `The Object Lock configuration does not depend on ${versioning.name}: AWS may apply it first and answer "Versioning must be ` +
      "'Enabled' on the bucket to apply a Object Lock configuration\". Add it to dependsOn, or make the bucket with objectLockEnabled.",
  ];
}
