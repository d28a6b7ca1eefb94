import {
  boolean,
  integer,
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { blocks, text } from '../../../kernel/properties.ts';
import { transitionClasses } from '../configuration/storage-class.ts';
import { checkLifecycleRule } from './lifecycle-check.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_LIFECYCLE_CONFIGURATION = 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration';

const MOST_RULES = 1000;

const filter = { objectSizeGreaterThan: integer, objectSizeLessThan: integer, prefix: string };
const noncurrent = { newerNoncurrentVersions: integer, noncurrentDays: required(integer) };
const storageClass = required(oneOf(...transitionClasses));

/** Source: Amazon S3 API Reference, PutBucketLifecycleConfiguration. */
export const bucketLifecycleConfiguration: ResourceModel = {
  token: BUCKET_LIFECYCLE_CONFIGURATION,
  inputs: object({
    bucket: required(string),
    rules: required(
      list(
        object({
          abortIncompleteMultipartUpload: object({ daysAfterInitiation: integer }),
          expiration: object({ date: string, days: integer, expiredObjectDeleteMarker: boolean }),
          filter: object({
            ...filter,
            and: object({ ...filter, tags: map(string) }),
            tag: object({ key: required(string), value: required(string) }),
          }),
          id: required(string),
          noncurrentVersionExpiration: object(noncurrent),
          noncurrentVersionTransitions: list(object({ ...noncurrent, storageClass })),
          prefix: refused('it is deprecated, write filter: { prefix } instead'),
          status: required(oneOf('Enabled', 'Disabled')),
          transitions: list(object({ date: string, days: integer, storageClass })),
        }),
      ),
    ),
    transitionDefaultMinimumObjectSize: oneOf('all_storage_classes_128K', 'varies_by_storage_class'),
  }),
  retainable: true,
  replaceOn: ['bucket'],
  defaults: (inputs) => ({
    transitionDefaultMinimumObjectSize: inputs['transitionDefaultMinimumObjectSize'] ?? 'all_storage_classes_128K',
  }),
  check: checkRules,
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => checkOnlyOne(resource, graph),
};

function checkRules(inputs: Properties): string[] {
  const rules = blocks(inputs, 'rules');
  const problems: string[] = [];
  if (rules.length === 0 || rules.length > MOST_RULES) {
    problems.push(`MalformedXML: A lifecycle configuration has 1 to ${MOST_RULES} rules, got ${rules.length}`);
  }
  const ids = rules.map((rule) => text(rule, 'id') ?? '');
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
    problems.push(`InvalidArgument: Rule ID must be unique. Found same ID for more than one rule: ${id}`);
  }
  for (const rule of rules) {
    problems.push(...checkLifecycleRule(rule).map((problem) => `rule '${text(rule, 'id')}': ${problem}`));
  }
  return problems;
}
