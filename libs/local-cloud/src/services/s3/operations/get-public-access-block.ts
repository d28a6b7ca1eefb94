import { xml } from '../../../kernel/wire.ts';
import { readConfiguration } from './read-configuration.ts';

export const getPublicAccessBlock = readConfiguration(
  'GetPublicAccessBlock',
  'publicAccessBlock',
  's3:GetBucketPublicAccessBlock',
  ({ bucket }) => {
    const block = bucket.configuration.publicAccessBlock;
    return xml('PublicAccessBlockConfiguration', {
      BlockPublicAcls: block.blockPublicAcls,
      IgnorePublicAcls: block.ignorePublicAcls,
      BlockPublicPolicy: block.blockPublicPolicy,
      RestrictPublicBuckets: block.restrictPublicBuckets,
    });
  },
);
