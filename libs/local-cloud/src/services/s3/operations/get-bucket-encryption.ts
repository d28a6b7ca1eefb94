import { xml } from '../../../kernel/wire.ts';
import { readConfiguration } from './read-configuration.ts';

/** Every bucket has a default encryption; without a declaration it is SSE-S3. */
export const getBucketEncryption = readConfiguration(
  'GetBucketEncryption',
  'encryption',
  's3:GetEncryptionConfiguration',
  ({ bucket }) => {
    const { algorithm, kmsKeyId, blocksCustomerKeys, bucketKeyEnabled } = bucket.configuration.encryption;
    return xml('ServerSideEncryptionConfiguration', {
      Rule: {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKeyId },
        BucketKeyEnabled: bucketKeyEnabled,
        BlockedEncryptionTypes: { EncryptionType: blocksCustomerKeys ? 'SSE-C' : 'NONE' },
      },
    });
  },
);
