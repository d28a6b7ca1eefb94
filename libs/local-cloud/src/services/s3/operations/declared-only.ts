import type { DeclaredOnly } from '../../../kernel/service.ts';
import { requestKeys } from '../requests/request-keys.ts';
import type { S3State } from '../state.ts';
import { withKeys } from './bucket-operation.ts';
import { onBucket } from './object-permission.ts';

/**
 * What would change buckets themselves, with the parameter that tells it and the action it takes.
 * Source: Amazon S3 API Reference, "Actions"; Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
 */
const changes: readonly (readonly [name: string, parameter: string | undefined, action: string])[] = [
  ['DeleteBucket', undefined, 's3:DeleteBucket'],
  ['DeleteBucketAnalyticsConfiguration', 'analytics', 's3:PutAnalyticsConfiguration'],
  ['DeleteBucketCors', 'cors', 's3:PutBucketCORS'],
  ['DeleteBucketEncryption', 'encryption', 's3:PutEncryptionConfiguration'],
  ['DeleteBucketIntelligentTieringConfiguration', 'intelligent-tiering', 's3:PutIntelligentTieringConfiguration'],
  ['DeleteBucketInventoryConfiguration', 'inventory', 's3:PutInventoryConfiguration'],
  ['DeleteBucketLifecycle', 'lifecycle', 's3:PutLifecycleConfiguration'],
  ['DeleteBucketMetricsConfiguration', 'metrics', 's3:PutMetricsConfiguration'],
  ['DeleteBucketOwnershipControls', 'ownershipControls', 's3:PutBucketOwnershipControls'],
  ['DeleteBucketPolicy', 'policy', 's3:DeleteBucketPolicy'],
  ['DeleteBucketReplication', 'replication', 's3:PutReplicationConfiguration'],
  ['DeleteBucketTagging', 'tagging', 's3:PutBucketTagging'],
  ['DeleteBucketWebsite', 'website', 's3:DeleteBucketWebsite'],
  ['DeletePublicAccessBlock', 'publicAccessBlock', 's3:PutBucketPublicAccessBlock'],
  ['PutBucketAccelerateConfiguration', 'accelerate', 's3:PutAccelerateConfiguration'],
  ['PutBucketAcl', 'acl', 's3:PutBucketAcl'],
  ['PutBucketAnalyticsConfiguration', 'analytics', 's3:PutAnalyticsConfiguration'],
  ['PutBucketCors', 'cors', 's3:PutBucketCORS'],
  ['PutBucketEncryption', 'encryption', 's3:PutEncryptionConfiguration'],
  ['PutBucketIntelligentTieringConfiguration', 'intelligent-tiering', 's3:PutIntelligentTieringConfiguration'],
  ['PutBucketInventoryConfiguration', 'inventory', 's3:PutInventoryConfiguration'],
  ['PutBucketLifecycleConfiguration', 'lifecycle', 's3:PutLifecycleConfiguration'],
  ['PutBucketLogging', 'logging', 's3:PutBucketLogging'],
  ['PutBucketMetricsConfiguration', 'metrics', 's3:PutMetricsConfiguration'],
  ['PutBucketNotificationConfiguration', 'notification', 's3:PutBucketNotification'],
  ['PutBucketOwnershipControls', 'ownershipControls', 's3:PutBucketOwnershipControls'],
  ['PutBucketPolicy', 'policy', 's3:PutBucketPolicy'],
  ['PutBucketReplication', 'replication', 's3:PutReplicationConfiguration'],
  ['PutBucketRequestPayment', 'requestPayment', 's3:PutBucketRequestPayment'],
  ['PutBucketTagging', 'tagging', 's3:PutBucketTagging'],
  ['PutBucketVersioning', 'versioning', 's3:PutBucketVersioning'],
  ['PutBucketWebsite', 'website', 's3:PutBucketWebsite'],
  ['PutObjectLockConfiguration', 'object-lock', 's3:PutBucketObjectLockConfiguration'],
  ['PutPublicAccessBlock', 'publicAccessBlock', 's3:PutBucketPublicAccessBlock'],
];

export const declaredOnly: readonly DeclaredOnly<S3State>[] = [
  { name: 'CreateBucket', route: { method: 'PUT', path: '/{Bucket}' } },
  ...changes.map(([name, parameter, action]): DeclaredOnly<S3State> => ({
    name,
    route: {
      method: name.startsWith('Delete') ? 'DELETE' : 'PUT',
      path: '/{Bucket}',
      ...(parameter !== undefined && { query: [parameter] }),
    },
    permissions(request, state) {
      const bucket = state.bucket(request.params['Bucket'] ?? '');
      const { accountId, clock } = state.host;
      return [withKeys(onBucket(bucket, action), requestKeys(request, accountId, clock.now()))];
    },
  })),
];
