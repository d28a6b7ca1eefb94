import {
  boolean,
  list,
  object,
  oneOf,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { blocks, text } from '../../../kernel/properties.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_ENCRYPTION =
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration';

/** Source: Amazon S3 API Reference, PutBucketEncryption. SSE-S3 only so far: KMS keys come with the KMS service. */
export const bucketServerSideEncryptionConfiguration: ResourceModel = {
  token: BUCKET_ENCRYPTION,
  inputs: object({
    bucket: required(string),
    rules: required(
      list(
        object({
          applyServerSideEncryptionByDefault: object({ sseAlgorithm: required(oneOf('AES256')) }),
          blockedEncryptionTypes: list(oneOf('NONE', 'SSE-C')),
          bucketKeyEnabled: boolean,
        }),
      ),
    ),
  }),
  replaceOn: ['bucket'],
  check: checkRules,
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => checkOnlyOne(resource, graph),
};

function checkRules(inputs: Properties): string[] {
  const rules = blocks(inputs, 'rules');
  return rules.length === 1 ? [] : [`MalformedXML: A bucket has exactly one encryption rule, got ${rules.length}`];
}
