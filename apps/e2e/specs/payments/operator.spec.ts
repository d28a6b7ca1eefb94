import { randomUUID } from 'node:crypto';
import {
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { receiptKey } from '@palisade/shared-types';
import { assumeRole, clientConfig } from '../../src/identities.ts';
import { operatorOf } from '../../src/operator.ts';
import { expect, pay, reasonOf, refusalOf, test as base } from '../../src/payments-fixtures.ts';

interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
}

/** A payment that was made; the operator, with a second factor; and the deployer, who needs none. */
const test = base.extend<{ payment: { readonly transactionId: string }; operator: Clients; deployer: Clients }>({
  payment: async ({ api }, use) => use(await pay(api)),
  operator: async ({ stack }, use) => {
    const config = clientConfig(stack, operatorOf(stack));
    await use({ dynamodb: new DynamoDBClient(config), s3: new S3Client(config) });
  },
  deployer: async ({ stack }, use) => {
    const config = clientConfig(stack);
    await use({ dynamodb: new DynamoDBClient(config), s3: new S3Client(config) });
  },
});

test('the role is taken with a second factor, and not without', async ({ stack }) => {
  const { Arn } = await new STSClient(clientConfig(stack, operatorOf(stack))).send(new GetCallerIdentityCommand());
  expect(Arn).toContain(':assumed-role/payment-operator-role-');
  expect(await reasonOf(assumeRole(stack, stack.outputs.operator_role_arn))).toMatch(
    /is not authorized to perform: sts:AssumeRole/,
  );
});

test('the operator looks a payment and its receipt up, and changes, lists and deletes neither', async ({
  operator: { dynamodb, s3 },
  payment,
  stack,
}) => {
  const { dynamodb_table_name: TableName, kms_s3_key_arn: SSEKMSKeyId, s3_bucket_name: Bucket } = stack.outputs;
  const Key = { transactionId: { S: payment.transactionId } };
  const at = { Bucket, Key: receiptKey(payment.transactionId) };
  expect((await dynamodb.send(new GetItemCommand({ TableName, Key }))).Item?.['transactionId']).toEqual(
    Key.transactionId,
  );
  expect(await (await s3.send(new GetObjectCommand(at))).Body?.transformToString()).toContain(payment.transactionId);
  const calls = {
    PutItem: () => dynamodb.send(new PutItemCommand({ TableName, Item: Key })),
    UpdateItem: () =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: 'SET amountMinor = :a',
          ExpressionAttributeValues: { ':a': { N: '1' } },
        }),
      ),
    Scan: () => dynamodb.send(new ScanCommand({ TableName, Limit: 1 })),
    PutObject: () => s3.send(new PutObjectCommand({ ...at, Body: 'x', ServerSideEncryption: 'aws:kms', SSEKMSKeyId })),
    ListObjects: () => s3.send(new ListObjectsV2Command({ Bucket })),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect((await refusalOf(call()))?.name, name).toMatch(/^AccessDenied/);
  }
  const explicit = 'with an explicit deny in an identity-based policy';
  expect(await reasonOf(dynamodb.send(new DeleteItemCommand({ TableName, Key })))).toContain(explicit);
  expect(await reasonOf(s3.send(new DeleteObjectCommand(at)))).toContain('with an explicit deny');
});

test('a revocation is for good: the operator makes it and reads it, and does not take it back', async ({
  operator: { dynamodb },
  stack,
}) => {
  const { revoked_certificates_table_name: TableName } = stack.outputs;
  const Key = { serialNumber: { S: `e2e-${randomUUID()}` } };
  const revocation = { ...Key, reason: { S: 'e2e' }, revokedAt: { S: new Date().toISOString() } };
  await dynamodb.send(new PutItemCommand({ TableName, Item: revocation }));
  expect(await reasonOf(dynamodb.send(new DeleteItemCommand({ TableName, Key })))).toContain('with an explicit deny');
  expect((await dynamodb.send(new GetItemCommand({ TableName, Key }))).Item).toEqual(revocation);
});

test('whoever deploys manages where payments are, and reads and writes none', async ({
  deployer: { dynamodb, s3 },
  payment,
  stack,
}) => {
  const { dynamodb_table_name: TableName, kms_s3_key_arn: SSEKMSKeyId, s3_bucket_name: Bucket } = stack.outputs;
  const Key = { transactionId: { S: payment.transactionId } };
  const at = { Bucket, Key: receiptKey(payment.transactionId) };
  expect(await refusalOf(dynamodb.send(new DescribeTableCommand({ TableName })))).toBeUndefined();
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: at.Key }));
  expect(Contents.map(({ Key: key }) => key)).toEqual([at.Key]);
  const calls = {
    GetItem: () => dynamodb.send(new GetItemCommand({ TableName, Key })),
    Scan: () => dynamodb.send(new ScanCommand({ TableName, Limit: 1 })),
    PutItem: () => dynamodb.send(new PutItemCommand({ TableName, Item: Key })),
    DeleteItem: () => dynamodb.send(new DeleteItemCommand({ TableName, Key })),
    GetObject: () => s3.send(new GetObjectCommand(at)),
    PutObject: () => s3.send(new PutObjectCommand({ ...at, Body: 'x', ServerSideEncryption: 'aws:kms', SSEKMSKeyId })),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect(await reasonOf(call()), name).toContain('with an explicit deny in a resource-based policy');
  }
});
