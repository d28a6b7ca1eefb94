import { boolean, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_PUBLIC_ACCESS_BLOCK = 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock';

/** Source: Amazon S3 API Reference, PutPublicAccessBlock. */
export const bucketPublicAccessBlock: ResourceModel = {
  token: BUCKET_PUBLIC_ACCESS_BLOCK,
  inputs: object({
    blockPublicAcls: boolean,
    blockPublicPolicy: boolean,
    bucket: required(string),
    ignorePublicAcls: boolean,
    restrictPublicBuckets: boolean,
  }),
  retainable: true,
  replaceOn: ['bucket'],
  defaults: (inputs) => ({
    blockPublicAcls: inputs['blockPublicAcls'] ?? false,
    blockPublicPolicy: inputs['blockPublicPolicy'] ?? false,
    ignorePublicAcls: inputs['ignorePublicAcls'] ?? false,
    restrictPublicBuckets: inputs['restrictPublicBuckets'] ?? false,
  }),
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => checkOnlyOne(resource, graph),
};
