import { xml } from '../../../kernel/wire.ts';
import { readConfiguration } from './read-configuration.ts';

/** Empty for a bucket that never had versioning. */
export const getBucketVersioning = readConfiguration(
  'GetBucketVersioning',
  'versioning',
  's3:GetBucketVersioning',
  ({ bucket }) => xml('VersioningConfiguration', { Status: bucket.versioning }),
);
