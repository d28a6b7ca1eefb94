import {
  object,
  oneOf,
  required,
  string,
  type Properties,
  type Resource,
  type ResourceLookup,
  type ResourceModel,
} from '@palisade/local-engine';
import { block, text } from '../../../kernel/properties.ts';
import { BUCKET } from './bucket.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_LOGGING = 'aws:s3/bucketLogging:BucketLogging';

/**
 * Source: Amazon S3 API Reference, PutBucketLogging. Whether logs arrive is decided at each delivery by the target's policy, as
 * on AWS.
 */
export const bucketLogging: ResourceModel = {
  token: BUCKET_LOGGING,
  inputs: object({
    bucket: required(string),
    targetBucket: required(string),
    targetObjectKeyFormat: object({
      partitionedPrefix: object({ partitionDateSource: required(oneOf('EventTime', 'DeliveryTime')) }),
      simplePrefix: object({}),
    }),
    targetPrefix: required(string),
  }),
  retainable: true,
  replaceOn: ['bucket'],
  check: checkKeyFormat,
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph, lookup) => [...checkOnlyOne(resource, graph), ...checkTarget(resource, lookup)],
};

function checkKeyFormat(inputs: Properties): string[] {
  const format = block(inputs, 'targetObjectKeyFormat');
  if (format === undefined || Object.keys(format).length === 1) return [];
  return ['targetObjectKeyFormat: exactly one of partitionedPrefix and simplePrefix must be specified'];
}

/** A target in another stack is looked for when the cloud takes the graph over. */
function checkTarget({ inputs }: Resource, lookup: ResourceLookup): string[] {
  const [source, target] = ['bucket', 'targetBucket'].map((name) => lookup.byId(BUCKET, text(inputs, name) ?? ''));
  if (source === undefined || target === undefined) return [];
  return loggingProblem(text(source.outputs, 'region'), text(target.outputs, 'region'));
}

export function loggingProblem(sourceRegion: string | undefined, targetRegion: string | undefined): string[] {
  return sourceRegion === targetRegion
    ? []
    : [
        'CrossLocationLoggingProhibitted: Cross S3 location logging not allowed: ' +
          `the bucket is in ${sourceRegion}, its logs would go to ${targetRegion}`,
      ];
}
