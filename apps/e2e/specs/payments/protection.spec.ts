import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { clientConfig } from '../../src/identities.ts';
import { expect, test } from '../../src/payments-fixtures.ts';

/** On everything that can be tagged. */
const compliance = (tags: Readonly<Record<string, string>>) => Object.keys(tags).sort();
const required = expect.arrayContaining(['ComplianceScope', 'DataClassification', 'Environment']);

test('the four keys rotate, and are the customer’s', async ({ stack }) => {
  const kms = new KMSClient(clientConfig(stack));
  const { kms_dynamodb_key_arn, kms_logs_key_arn, kms_operations_key_arn, kms_s3_key_arn } = stack.outputs;
  expect(new Set([kms_dynamodb_key_arn, kms_logs_key_arn, kms_operations_key_arn, kms_s3_key_arn]).size).toBe(4);
  for (const KeyId of [kms_dynamodb_key_arn, kms_logs_key_arn, kms_operations_key_arn, kms_s3_key_arn]) {
    expect((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled, KeyId).toBe(true);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata).toMatchObject({ KeyManager: 'CUSTOMER', KeyState: 'Enabled' });
    const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
    expect(
      Tags.map(({ TagKey }) => TagKey),
      KeyId,
    ).toEqual(required);
  }
});

test('transactions can be restored to any moment, under their key, and grow on demand', async ({ stack }) => {
  const dynamodb = new DynamoDBClient(clientConfig(stack));
  const { kms_dynamodb_key_arn, dynamodb_table_name, revoked_certificates_table_name } = stack.outputs;
  for (const TableName of [dynamodb_table_name, revoked_certificates_table_name]) {
    const { ContinuousBackupsDescription } = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(Table?.SSEDescription).toMatchObject({
      Status: 'ENABLED',
      SSEType: 'KMS',
      KMSMasterKeyArn: kms_dynamodb_key_arn,
    });
    expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
    const ResourceArn = Table?.TableArn;
    const { Policy = '' } = await dynamodb.send(new GetResourcePolicyCommand({ ResourceArn }));
    expect(Policy).toContain('aws:SourceVpce');
    const { Tags = [] } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(
      Tags.map(({ Key }) => Key),
      TableName,
    ).toEqual(required);
  }
});

test('the bucket of payment documents is locked up', async ({ stack }) => {
  const s3 = new S3Client(clientConfig(stack));
  const { kms_s3_key_arn, s3_bucket_name: Bucket } = stack.outputs;
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kms_s3_key_arn },
    BucketKeyEnabled: true,
  });
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  const { PublicAccessBlockConfiguration = {} } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(Object.values(PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  expect(ObjectLockConfiguration?.ObjectLockEnabled).toBe('Enabled');
  const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
  expect(TagSet.map(({ Key }) => Key)).toEqual(required);
});

test('every log group is encrypted with the key of logs and keeps its events for 90 days', async ({ stack }) => {
  const { account_id, log_retention_days, kms_logs_key_arn, log_group_names, region } = stack.outputs;
  expect(log_retention_days).toBe(90);
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  for (const logGroupNamePrefix of log_group_names) {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
    const group = logGroups.find(({ logGroupName }) => logGroupName === logGroupNamePrefix);
    expect(group, logGroupNamePrefix).toMatchObject({ retentionInDays: 90, kmsKeyId: kms_logs_key_arn });
    const resourceArn = `arn:aws:logs:${region}:${account_id}:log-group:${logGroupNamePrefix}`;
    const { tags = {} } = await logs.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(compliance(tags), logGroupNamePrefix).toEqual(required);
  }
});

test('the function runs in three private subnets, its environment under a key of the stack', async ({ stack }) => {
  const { lambda_function_name: FunctionName, kms_operations_key_arn, private_subnet_ids } = stack.outputs;
  const answer = await new LambdaClient(clientConfig(stack)).send(
    new GetFunctionConfigurationCommand({ FunctionName }),
  );
  expect(answer.VpcConfig?.SubnetIds?.slice().sort()).toEqual([...private_subnet_ids].sort());
  expect(private_subnet_ids).toHaveLength(3);
  expect(answer.KMSKeyArn).toBe(kms_operations_key_arn);
});
