import {
  DeleteItemCommand,
  DeleteResourcePolicyCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { assumeRole, clientConfig } from '../../src/identities.ts';
import {
  expect,
  explicitly,
  newProbeId,
  nowhere,
  reasonOf,
  refusalOf,
  test as base,
} from '../../src/payments-probe-fixtures.ts';

interface Destroyer {
  readonly dynamodb: DynamoDBClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
}

/** Who has every right on the stack's keys, tables and buckets, and showed no second factor: a session of a role never has one. */
const test = base.extend<object, { destroyer: Destroyer }>({
  destroyer: [
    async ({ beside, stack }, use) => {
      const config = clientConfig(stack, await assumeRole(stack, beside.destroyerRoleArn));
      await use({ dynamodb: new DynamoDBClient(config), kms: new KMSClient(config), s3: new S3Client(config) });
    },
    { scope: 'worker' },
  ],
});

// What such a right is good for elsewhere stands beside each denial: it is the policy of the key, table or bucket that takes it away.
const byResource = 'with an explicit deny in a resource-based policy';

test('the processor destroys neither table nor bucket nor key', async ({ beside, from, stack }) => {
  const { dynamodb_table_name: table, kms_s3_key_arn: kmsKey, s3_bucket_name: bucket } = stack.outputs;
  for (const place of ['processor', 'processorOutside'] as const) {
    expect(await from(place, { action: 'DeleteTable', table }), place).toMatch(explicitly);
    expect(await from(place, { action: 'DeleteBucket', bucket }), place).toMatch(explicitly);
  }
  // From the subnets there is no way to KMS; from elsewhere, the role denies itself also what no policy of a key does.
  expect(await from('processor', { action: 'ScheduleKeyDeletion', kmsKey })).toMatch(nowhere);
  for (const each of [kmsKey, beside.keyArn]) {
    expect(await from('processorOutside', { action: 'ScheduleKeyDeletion', kmsKey: each })).toMatch(explicitly);
  }
  expect(await from('processorOutside', { action: 'GetCallerIdentity' })).toBe('ok');
});

test('without a second factor nobody disables a key of the stack, or has it deleted', async ({
  beside,
  destroyer: { kms },
  stack,
}) => {
  const { kms_dynamodb_key_arn, kms_logs_key_arn, kms_operations_key_arn, kms_s3_key_arn } = stack.outputs;
  for (const KeyId of [kms_s3_key_arn, kms_dynamodb_key_arn, kms_logs_key_arn, kms_operations_key_arn]) {
    expect(await reasonOf(kms.send(new DisableKeyCommand({ KeyId }))), KeyId).toContain(byResource);
    expect(await reasonOf(kms.send(new ScheduleKeyDeletionCommand({ KeyId }))), KeyId).toContain(byResource);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyState, KeyId).toBe('Enabled');
  }
  const [KeyId, own] = [kms_s3_key_arn, { KeyId: beside.keyArn }];
  // The policy it has already: who may give it may as well change it. Whoever deploys needs no second factor, and a program to do it.
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
  const policy = new PutKeyPolicyCommand({ KeyId, Policy });
  expect(await reasonOf(kms.send(policy))).toContain(byResource);
  const asDeployer = await refusalOf(new KMSClient(clientConfig(stack)).send(policy));
  expect(asDeployer?.name).toBe(stack.target === 'local' ? 'InfrastructureIsDeclared' : undefined);
  expect(await refusalOf(kms.send(new DisableKeyCommand(own)))).toBeUndefined();
  expect(await refusalOf(kms.send(new EnableKeyCommand(own)))).toBeUndefined();
});

test('without a second factor nobody deletes a table of the stack, or what protects it; nor an item', async ({
  beside,
  destroyer: { dynamodb },
  kept,
  stack,
}) => {
  const { dynamodb_table_arn, dynamodb_table_name, revoked_certificates_table_arn, revoked_certificates_table_name } =
    stack.outputs;
  for (const [TableName, ResourceArn] of [
    [dynamodb_table_name, dynamodb_table_arn],
    [revoked_certificates_table_name, revoked_certificates_table_arn],
  ]) {
    const calls = {
      DeleteResourcePolicy: () => dynamodb.send(new DeleteResourcePolicyCommand({ ResourceArn })),
      UpdateTable: () => dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false })),
      DeleteTable: () => dynamodb.send(new DeleteTableCommand({ TableName })),
    };
    for (const [name, call] of Object.entries(calls)) {
      expect(await reasonOf(call()), `${name} ${TableName}`).toContain(byResource);
    }
  }
  const Key = { transactionId: { S: kept.item.transactionId } };
  const { tableName } = beside;
  expect(await refusalOf(dynamodb.send(new PutItemCommand({ TableName: tableName, Item: Key })))).toBeUndefined();
  expect(await refusalOf(dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key })))).toBeUndefined();
  const deletion = dynamodb.send(new DeleteItemCommand({ TableName: dynamodb_table_name, Key }));
  expect(await reasonOf(deletion)).toContain(byResource);
});

test('without a second factor nobody deletes a bucket of the stack, its policy or an object; nor writes a truststore', async ({
  beside,
  destroyer: { s3 },
  kept,
  stack,
}) => {
  const { s3_bucket_name, truststore_bucket_name, truststore_uri } = stack.outputs;
  const truststoreKey = new URL(truststore_uri).pathname.slice(1);
  for (const [Bucket, Key] of [
    [s3_bucket_name, kept.key],
    [truststore_bucket_name, truststoreKey],
  ] as const) {
    const calls = {
      PutObject: () => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'probe' })),
      DeleteObject: () => s3.send(new DeleteObjectCommand({ Bucket, Key })),
      DeleteBucketPolicy: () => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
      DeleteBucket: () => s3.send(new DeleteBucketCommand({ Bucket })),
    };
    for (const [name, call] of Object.entries(calls)) {
      expect(await reasonOf(call()), `${name} ${Bucket}`).toContain(byResource);
    }
  }
  // Certificates of authorities are no secret.
  const truststore = { Bucket: truststore_bucket_name, Key: truststoreKey };
  expect(await refusalOf(s3.send(new HeadObjectCommand(truststore)))).toBeUndefined();
  const own = { Bucket: beside.bucketName, Key: newProbeId() };
  expect(await refusalOf(s3.send(new PutObjectCommand({ ...own, Body: 'probe' })))).toBeUndefined();
  expect(await refusalOf(s3.send(new DeleteObjectCommand(own)))).toBeUndefined();
});
