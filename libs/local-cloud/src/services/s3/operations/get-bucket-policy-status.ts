import { xml } from '../../../kernel/wire.ts';
import { NotConfigured } from '../errors.ts';
import { readConfiguration } from './read-configuration.ts';

export const getBucketPolicyStatus = readConfiguration(
  'GetBucketPolicyStatus',
  'policyStatus',
  's3:GetBucketPolicyStatus',
  ({ bucket }) => {
    const { policy } = bucket.configuration;
    if (policy === undefined)
      throw new NotConfigured('NoSuchBucketPolicy', 'The bucket policy does not exist', bucket.name);
    return xml('PolicyStatus', { IsPublic: policy.isPublic });
  },
);
