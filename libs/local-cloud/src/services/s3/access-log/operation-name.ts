/**
 * How an access log calls an operation: `REST.<method>.<resource>`. Source: Amazon S3 User Guide, "Amazon S3 server access log
 * format", field Operation.
 */
export function loggedOperation(method: string, operation: string | undefined): string {
  return `REST.${operation === 'CopyObject' ? 'COPY' : method}.${loggedResource(operation)}`;
}

/** By operation; what a program declares instead is `BUCKET` unless it is here. */
export const loggedResources: Readonly<Record<string, string>> = {
  AbortMultipartUpload: 'UPLOAD',
  CompleteMultipartUpload: 'UPLOAD',
  CopyObject: 'OBJECT',
  CreateMultipartUpload: 'UPLOADS',
  DeleteObject: 'OBJECT',
  DeleteObjects: 'MULTI_OBJECT_DELETE',
  DeleteObjectTagging: 'OBJECT_TAGGING',
  GetBucketAcl: 'ACL',
  GetBucketEncryption: 'ENCRYPTION',
  GetBucketLifecycleConfiguration: 'LIFECYCLE',
  GetBucketNotificationConfiguration: 'NOTIFICATION',
  GetBucketLocation: 'LOCATION',
  GetBucketLogging: 'LOGGING_STATUS',
  GetBucketOwnershipControls: 'OWNERSHIP_CONTROLS',
  GetBucketPolicy: 'BUCKETPOLICY',
  GetBucketPolicyStatus: 'POLICY_STATUS',
  GetBucketTagging: 'TAGGING',
  GetBucketVersioning: 'VERSIONING',
  GetObject: 'OBJECT',
  GetObjectAcl: 'ACL',
  GetObjectAttributes: 'OBJECT_ATTRIBUTES',
  GetObjectLegalHold: 'OBJECT_LOCK_LEGALHOLD',
  GetObjectLockConfiguration: 'OBJECT_LOCK_CONFIGURATION',
  GetObjectRetention: 'OBJECT_LOCK_RETENTION',
  GetObjectTagging: 'OBJECT_TAGGING',
  GetPublicAccessBlock: 'PUBLIC_ACCESS_BLOCK',
  HeadBucket: 'BUCKET',
  HeadObject: 'OBJECT',
  ListBuckets: 'SERVICE',
  ListMultipartUploads: 'UPLOADS',
  ListObjects: 'BUCKET',
  ListObjectsV2: 'BUCKET',
  ListObjectVersions: 'BUCKETVERSIONS',
  ListParts: 'UPLOAD',
  PutBucketLifecycleConfiguration: 'LIFECYCLE',
  PutBucketLogging: 'LOGGING_STATUS',
  PutBucketPolicy: 'BUCKETPOLICY',
  PutBucketVersioning: 'VERSIONING',
  PutObject: 'OBJECT',
  PutObjectLegalHold: 'OBJECT_LOCK_LEGALHOLD',
  PutObjectLockConfiguration: 'OBJECT_LOCK_CONFIGURATION',
  PutObjectRetention: 'OBJECT_LOCK_RETENTION',
  PutObjectTagging: 'OBJECT_TAGGING',
  UploadPart: 'PART',
  UploadPartCopy: 'PART',
};

function loggedResource(operation: string | undefined): string {
  return operation === undefined ? 'OBJECT' : (loggedResources[operation] ?? 'BUCKET');
}
