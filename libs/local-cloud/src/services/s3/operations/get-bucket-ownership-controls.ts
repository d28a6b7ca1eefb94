import { xml } from '../../../kernel/wire.ts';
import { readConfiguration } from './read-configuration.ts';

export const getBucketOwnershipControls = readConfiguration(
  'GetBucketOwnershipControls',
  'ownershipControls',
  's3:GetBucketOwnershipControls',
  ({ bucket }) => xml('OwnershipControls', { Rule: { ObjectOwnership: bucket.configuration.ownership } }),
);
