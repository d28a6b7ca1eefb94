import { xml } from '../../../kernel/wire.ts';
import { NotConfigured } from '../errors.ts';
import { tagSet } from '../requests/tagging.ts';
import { readConfiguration } from './read-configuration.ts';

export const getBucketTagging = readConfiguration(
  'GetBucketTagging',
  'tagging',
  's3:GetBucketTagging',
  ({ bucket }) => {
    const { tags } = bucket.configuration;
    if (Object.keys(tags).length === 0)
      throw new NotConfigured('NoSuchTagSet', 'The TagSet does not exist', bucket.name);
    return xml('Tagging', tagSet(tags));
  },
);
