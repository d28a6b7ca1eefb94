/*
 * Actions that the access contracts name together. They are written out here instead of being taken from libs/policies: a
 * contract that read them there would follow every mistake of the policy it is to find.
 */

export const assuming = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:SetSourceIdentity',
  'sts:TagSession',
];

export const writingLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
export const readingLogs = ['logs:FilterLogEvents', 'logs:GetLogEvents'];

export const tracing = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

/** What a function in a VPC needs of EC2. */
export const attachingInterfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** Of a key without using it: whoever may do this can also change who uses it, and leaves a trace. */
export const managingKey = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** With data keys. */
export const enveloping = ['kms:Decrypt', 'kms:GenerateDataKey'];

export const encrypting = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** AWS lets the root user replace a bucket policy that locks everybody out, and so does the evaluator. */
export const replacingBucketPolicy = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
