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
import { block, blocks, text } from '../../../kernel/properties.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_ENCRYPTION =
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration';

/** Source: Amazon S3 API Reference, PutBucketEncryption. As there, nobody checks that the key exists. */
export const bucketServerSideEncryptionConfiguration: ResourceModel = {
  token: BUCKET_ENCRYPTION,
  inputs: object({
    bucket: required(string),
    rules: required(
      list(
        object({
          applyServerSideEncryptionByDefault: object({
            sseAlgorithm: required(oneOf('AES256', 'aws:kms')),
            kmsMasterKeyId: string,
          }),
          blockedEncryptionTypes: list(oneOf('NONE', 'SSE-C')),
          bucketKeyEnabled: boolean,
        }),
      ),
    ),
  }),
  retainable: true,
  replaceOn: ['bucket'],
  check: checkRules,
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => checkOnlyOne(resource, graph),
};

function checkRules(inputs: Properties): string[] {
  const rules = blocks(inputs, 'rules');
  if (rules.length !== 1) return [`MalformedXML: A bucket has exactly one encryption rule, got ${rules.length}`];
  return rules.flatMap((rule) => keyProblem(block(rule, 'applyServerSideEncryptionByDefault') ?? {}));
}

function keyProblem(encryption: Properties): string[] {
  const withKms = text(encryption, 'sseAlgorithm') === 'aws:kms';
  const named = encryption['kmsMasterKeyId'] !== undefined;
  if (withKms && !named) {
    return [
      'aws:kms without kmsMasterKeyId means the key aws/s3, which the local cloud does not have: name a key of yours',
    ];
  }
  return named && !withKms ? ['InvalidArgument: a KMS key ID is not applicable if the algorithm is not aws:kms'] : [];
}
