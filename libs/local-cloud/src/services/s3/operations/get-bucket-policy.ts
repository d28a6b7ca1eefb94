import { bytes } from '../../../kernel/wire.ts';
import { NotConfigured } from '../errors.ts';
import { readConfiguration } from './read-configuration.ts';

export const getBucketPolicy = readConfiguration('GetBucketPolicy', 'policy', 's3:GetBucketPolicy', ({ bucket }) => {
  const { policy } = bucket.configuration;
  if (policy === undefined)
    throw new NotConfigured('NoSuchBucketPolicy', 'The bucket policy does not exist', bucket.name);
  return bytes(Buffer.from(policy.text), { 'content-type': 'application/json' });
});
