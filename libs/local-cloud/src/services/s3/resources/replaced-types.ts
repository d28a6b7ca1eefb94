import { refusedType, type ResourceModel } from '@palisade/local-engine';

/** Former names of S3's resource types; the provider still takes them, the types that replace them are `Bucket…`. */
const former = {
  'aws:s3/bucketV2:BucketV2': 'Bucket',
  'aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2': 'BucketAccelerateConfiguration',
  'aws:s3/bucketAclV2:BucketAclV2': 'BucketAcl',
  'aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2': 'BucketCorsConfiguration',
  'aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2': 'BucketLifecycleConfiguration',
  'aws:s3/bucketLoggingV2:BucketLoggingV2': 'BucketLogging',
  'aws:s3/bucketObject:BucketObject': 'BucketObjectv2',
  'aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2': 'BucketObjectLockConfiguration',
  'aws:s3/bucketRequestPaymentConfigurationV2:BucketRequestPaymentConfigurationV2': 'BucketRequestPaymentConfiguration',
  'aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2':
    'BucketServerSideEncryptionConfiguration',
  'aws:s3/bucketVersioningV2:BucketVersioningV2': 'BucketVersioning',
  'aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2': 'BucketWebsiteConfiguration',
} as const;

export const replacedTypes: readonly ResourceModel[] = Object.entries(former).map(([token, replacement]) =>
  refusedType(token, `it is deprecated, declare an aws.s3.${replacement} instead`),
);
