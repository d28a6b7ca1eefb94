import { object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_OWNERSHIP_CONTROLS = 'aws:s3/bucketOwnershipControls:BucketOwnershipControls';

/** Source: Amazon S3 API Reference, PutBucketOwnershipControls. */
export const bucketOwnershipControls: ResourceModel = {
  token: BUCKET_OWNERSHIP_CONTROLS,
  inputs: object({
    bucket: required(string),
    rule: required(
      object({ objectOwnership: required(oneOf('BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter')) }),
    ),
  }),
  retainable: true,
  replaceOn: ['bucket'],
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => checkOnlyOne(resource, graph),
};
