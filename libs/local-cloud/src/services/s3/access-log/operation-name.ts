/**
 * How an access log calls an operation: `REST.<method>.<resource>`. Source: Amazon S3 User Guide, "Amazon S3 server access log
 * format", field Operation.
 */
export function loggedOperation(method: string, operation: string | undefined): string {
  return `REST.${operation === 'CopyObject' ? 'COPY' : method}.${(operation && resources[operation]) ?? fallback(operation)}`;
}

const resources: Readonly<Record<string, string>> = {
  AbortMultipartUpload: 'UPLOAD',
  CompleteMultipartUpload: 'UPLOAD',
  CreateMultipartUpload: 'UPLOADS',
  DeleteObjects: 'MULTI_OBJECT_DELETE',
  DeleteObjectTagging: 'OBJECT_TAGGING',
  GetBucketAcl: 'ACL',
  GetBucketEncryption: 'ENCRYPTION',
  GetBucketLifecycleConfiguration: 'LIFECYCLE',
  GetBucketLocation: 'LOCATION',
  GetBucketLogging: 'LOGGING_STATUS',
  GetBucketOwnershipControls: 'OWNERSHIP_CONTROLS',
  GetBucketPolicy: 'BUCKETPOLICY',
  GetBucketPolicyStatus: 'POLICY_STATUS',
  GetBucketTagging: 'TAGGING',
  GetBucketVersioning: 'VERSIONING',
  GetObjectAcl: 'ACL',
  GetObjectAttributes: 'OBJECT_ATTRIBUTES',
  GetObjectTagging: 'OBJECT_TAGGING',
  GetPublicAccessBlock: 'PUBLIC_ACCESS_BLOCK',
  HeadBucket: 'BUCKET',
  ListMultipartUploads: 'UPLOADS',
  ListObjects: 'BUCKET',
  ListObjectsV2: 'BUCKET',
  ListObjectVersions: 'BUCKETVERSIONS',
  ListParts: 'UPLOAD',
  PutBucketLifecycleConfiguration: 'LIFECYCLE',
  PutBucketLogging: 'LOGGING_STATUS',
  PutBucketPolicy: 'BUCKETPOLICY',
  PutBucketVersioning: 'VERSIONING',
  PutObjectTagging: 'OBJECT_TAGGING',
  UploadPart: 'PART',
  UploadPartCopy: 'PART',
};

/** `OBJECT` or `BUCKET`: what is left is about one or the other. */
function fallback(operation: string | undefined): string {
  return operation === undefined || operation.endsWith('Object') ? 'OBJECT' : 'BUCKET';
}
