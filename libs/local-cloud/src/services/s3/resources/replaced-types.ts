import { refusedType, type ResourceModel } from '@palisade/local-engine';
import { notSupportedEither, replacedBy } from './replacements.ts';

/** Former names of S3's resource types; the provider still takes them, the types that replace them are `Bucket…`. */
const former: Readonly<Record<string, string>> = {
  'aws:s3/bucketV2:BucketV2': replacedBy('Bucket'),
  'aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2': notSupportedEither(
    'BucketAccelerateConfiguration',
  ),
  'aws:s3/bucketAclV2:BucketAclV2': notSupportedEither('BucketAcl'),
  'aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2': notSupportedEither('BucketCorsConfiguration'),
  'aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2': replacedBy('BucketLifecycleConfiguration'),
  'aws:s3/bucketLoggingV2:BucketLoggingV2': replacedBy('BucketLogging'),
  'aws:s3/bucketObject:BucketObject': replacedBy('BucketObjectv2'),
  'aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2': replacedBy('BucketObjectLockConfiguration'),
  'aws:s3/bucketRequestPaymentConfigurationV2:BucketRequestPaymentConfigurationV2': notSupportedEither(
    'BucketRequestPaymentConfiguration',
  ),
  'aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2': replacedBy(
    'BucketServerSideEncryptionConfiguration',
  ),
  'aws:s3/bucketVersioningV2:BucketVersioningV2': replacedBy('BucketVersioning'),
  'aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2': notSupportedEither('BucketWebsiteConfiguration'),
};

export const replacedTypes: readonly ResourceModel[] = Object.entries(former).map(([token, because]) =>
  refusedType(token, because),
);
