import { APIGatewayClient, GetStageCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeContinuousBackupsCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand, GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { objectKey } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { expect, refusalOf, submit, test } from '../../src/processing-fixtures.ts';

// Criteria 5 and 6: everything at rest under a key of the platform, everything in transit over TLS.

test('an object is encrypted with the key of documents, and seen by the verifier alone', async ({
  api,
  stack,
  verifier,
}) => {
  const { bucketName: Bucket, dataKeyArn } = stack.outputs;
  const { documentId } = await submit(api);
  const at = { Bucket, Key: objectKey(documentId) };
  const head = await new S3Client(clientConfig(stack, verifier)).send(new HeadObjectCommand(at));
  expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: dataKeyArn });
  const deployer = new S3Client(clientConfig(stack));
  expect((await refusalOf(deployer.send(new HeadObjectCommand(at))))?.status).toBe(403);
  expect(await refusalOf(deployer.send(new GetObjectCommand(at)))).toMatchObject({ name: 'AccessDenied' });
});

test('the bucket encrypts with that key by default, and keeps versions', async ({ stack }) => {
  const { bucketName: Bucket, dataKeyArn } = stack.outputs;
  const s3 = new S3Client(clientConfig(stack));
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: dataKeyArn },
  });
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
});

test('the tables are encrypted with it, paid by request, backed up; that of documents has a stream', async ({
  stack,
}) => {
  const { dataKeyArn, documentsTableName, permissionsTableName } = stack.outputs;
  const dynamodb = new DynamoDBClient(clientConfig(stack));
  for (const TableName of [documentsTableName, permissionsTableName]) {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(Table?.SSEDescription, TableName).toMatchObject({
      Status: 'ENABLED',
      SSEType: 'KMS',
      KMSMasterKeyArn: dataKeyArn,
    });
    expect(Table?.BillingModeSummary?.BillingMode, TableName).toBe('PAY_PER_REQUEST');
    expect(Table?.StreamSpecification?.StreamViewType, TableName).toBe(
      TableName === documentsTableName ? 'NEW_AND_OLD_IMAGES' : undefined,
    );
    const backups = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
      TableName,
    ).toBe('ENABLED');
  }
});

test('queues and topics are encrypted with the key of messages, and refuse what does not come over TLS', async ({
  stack,
}) => {
  const { outputs } = stack;
  const sqs = new SQSClient(clientConfig(stack));
  for (const QueueUrl of [
    outputs.authorizerDeadLetterQueueUrl,
    outputs.apiHandlerDeadLetterQueueUrl,
    outputs.processorDeadLetterQueueUrl,
    outputs.notifierDeadLetterQueueUrl,
  ]) {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['KmsMasterKeyId', 'Policy'] });
    const { Attributes = {} } = await sqs.send(command);
    expect(Attributes['KmsMasterKeyId'], QueueUrl).toBe(outputs.messagingKeyArn);
    expect(Attributes['Policy'], QueueUrl).toContain('aws:SecureTransport');
  }
  const sns = new SNSClient(clientConfig(stack));
  for (const TopicArn of [outputs.changesTopicArn, outputs.alarmTopicArn]) {
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes['KmsMasterKeyId'], TopicArn).toBe(outputs.messagingKeyArn);
    expect(Attributes['Policy'], TopicArn).toContain('aws:SecureTransport');
  }
});

test('every log group is encrypted with the key of logs and keeps its events for 90 days or longer', async ({
  stack,
}) => {
  const { logGroupNames, logRetentionDays, logsKeyArn } = stack.outputs;
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  expect(logRetentionDays).toBeGreaterThanOrEqual(90);
  expect(logGroupNames).toHaveLength(8);
  for (const name of logGroupNames) {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    const group = logGroups.find(({ logGroupName }) => logGroupName === name);
    expect(group, name).toMatchObject({ kmsKeyId: logsKeyArn, retentionInDays: logRetentionDays });
  }
});

test('each function has an encrypted environment, private subnets, traces, dead letters and a role of its own', async ({
  stack,
  verifier,
}) => {
  const { outputs } = stack;
  const lambda = new LambdaClient(clientConfig(stack));
  const roles = new Set<string | undefined>();
  for (const FunctionName of [
    outputs.authorizerFunctionName,
    outputs.apiHandlerFunctionName,
    outputs.processorFunctionName,
    outputs.notifierFunctionName,
  ]) {
    const answer = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect(answer, FunctionName).toMatchObject({
      KMSKeyArn: outputs.messagingKeyArn,
      Runtime: 'nodejs24.x',
      TracingConfig: { Mode: 'Active' },
    });
    expect([...(answer.VpcConfig?.SubnetIds ?? [])].sort()).toEqual([...outputs.privateSubnetIds].sort());
    expect(answer.DeadLetterConfig?.TargetArn, FunctionName).toMatch(/-dlq-/);
    roles.add(answer.Role);
    const asked = new LambdaClient(clientConfig(stack, verifier)).send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    expect(await refusalOf(asked), FunctionName).toMatchObject({ name: 'AccessDeniedException' });
  }
  expect(roles.size).toBe(4);
});

test('the three keys are three, enabled, and rotated', async ({ stack }) => {
  const { dataKeyArn, logsKeyArn, messagingKeyArn } = stack.outputs;
  const keys = [dataKeyArn, logsKeyArn, messagingKeyArn];
  expect(new Set(keys).size).toBe(3);
  const kms = new KMSClient(clientConfig(stack));
  for (const KeyId of keys) {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata, KeyId).toMatchObject({ KeyManager: 'CUSTOMER', KeyState: 'Enabled' });
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(rotation.KeyRotationEnabled, KeyId).toBe(true);
  }
});

test('the API answers over TLS alone, and the stage is traced, logged and throttled', async ({
  keys,
  request,
  stack,
}) => {
  const { apiId: restApiId, apiUrl, stageName } = stack.outputs;
  const headers = { 'x-api-key': keys['read-only'].key };
  expect((await request.get(apiUrl, { headers })).status()).toBe(200);
  const plain = await request.get(apiUrl.replace('https:', 'http:'), { headers, maxRedirects: 0 }).then(
    (answer) => answer.status(),
    () => 'unreachable',
  );
  expect([403, 'unreachable']).toContain(plain);
  const stage = await new APIGatewayClient(clientConfig(stack)).send(new GetStageCommand({ restApiId, stageName }));
  expect(stage.tracingEnabled).toBe(true);
  expect(stage.accessLogSettings?.destinationArn).toContain(stack.outputs.accessLogGroupName);
  expect(stage.methodSettings?.['*/*']?.throttlingRateLimit).toBeGreaterThan(0);
});
