import { xml } from '../../../kernel/wire.ts';
import { readConfiguration } from './read-configuration.ts';

/** us-east-1 is the empty location. Source: Amazon S3 API Reference, GetBucketLocation. */
export const getBucketLocation = readConfiguration(
  'GetBucketLocation',
  'location',
  's3:GetBucketLocation',
  ({ bucket }) => {
    const { region } = bucket.configuration;
    return xml('LocationConstraint', region === 'us-east-1' ? {} : { '#text': region });
  },
  { inAnyRegion: true },
);
