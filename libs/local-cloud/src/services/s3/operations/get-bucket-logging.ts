import { xml } from '../../../kernel/wire.ts';
import type { BucketLogging } from '../configuration/bucket-configuration.ts';
import { readConfiguration } from './read-configuration.ts';

/** Empty for a bucket that does not log. */
export const getBucketLogging = readConfiguration(
  'GetBucketLogging',
  'logging',
  's3:GetBucketLogging',
  ({ bucket }) => {
    const { logging } = bucket.configuration;
    if (logging === undefined) return xml('BucketLoggingStatus', {});
    return xml('BucketLoggingStatus', {
      LoggingEnabled: {
        TargetBucket: logging.targetBucket,
        TargetPrefix: logging.targetPrefix,
        TargetObjectKeyFormat: keyFormat(logging),
      },
    });
  },
);

function keyFormat({ keyFormat }: BucketLogging) {
  return keyFormat === 'simple' ? { SimplePrefix: {} } : { PartitionedPrefix: { PartitionDateSource: keyFormat } };
}
