import { object, oneOf, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { checkOnlyOne } from './sub-resource.ts';

export const BUCKET_VERSIONING = 'aws:s3/bucketVersioning:BucketVersioning';

/** Source: Amazon S3 API Reference, PutBucketVersioning. MFA delete can be turned on by the root user only, never by a program. */
export const bucketVersioning: ResourceModel = {
  token: BUCKET_VERSIONING,
  inputs: object({
    bucket: required(string),
    versioningConfiguration: required(
      object({ status: required(oneOf('Enabled', 'Suspended', 'Disabled')), mfaDelete: oneOf('Disabled') }),
    ),
  }),
  retainable: true,
  replaceOn: ['bucket'],
  outputs: (inputs) => ({ id: text(inputs, 'bucket') ?? '', outputs: {} }),
  checkInGraph: (resource, graph) => checkOnlyOne(resource, graph),
};
