import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
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
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** One AWS call for a probe to try. */
export type Attempt =
  | { readonly action: 'GetObject' | 'DeleteObject'; readonly bucket: string; readonly key: string }
  | {
      readonly action: 'PutObject';
      readonly bucket: string;
      readonly key: string;
      /** The key it asks for; the bucket's default, if it is left out. */
      readonly keyArn?: string;
    }
  | { readonly action: 'ListObjects'; readonly bucket: string }
  | {
      readonly action: 'GetItem' | 'UpdateItem' | 'PutItem' | 'DeleteItem';
      readonly table: string;
      readonly id: string;
    }
  | { readonly action: 'Scan'; readonly table: string }
  | { readonly action: 'Query'; readonly table: string; readonly index: string }
  | { readonly action: 'Publish'; readonly topic: string }
  | { readonly action: 'SendMessage'; readonly queue: string }
  | { readonly action: 'GetCallerIdentity' };

/** `ok`, or the error's name as the SDK gives it. */
export interface AttemptResult {
  readonly outcome: string;
}

// A probe without a way to a service has to answer before it times out itself.
const impatient = { maxAttempts: 1, requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 } };
const s3 = new S3Client(impatient);
const dynamodb = new DynamoDBClient(impatient);
const sns = new SNSClient(impatient);
const sqs = new SQSClient(impatient);
const sts = new STSClient(impatient);

export async function handler(attempt: Attempt): Promise<AttemptResult> {
  try {
    await send(attempt);
    return { outcome: 'ok' };
  } catch (error) {
    return { outcome: error instanceof Error ? error.name : String(error) };
  }
}

function send(attempt: Attempt): Promise<unknown> {
  switch (attempt.action) {
    case 'PutObject':
    case 'GetObject':
    case 'DeleteObject':
    case 'ListObjects':
      return sendToS3(attempt);
    case 'Publish':
      return sns.send(new PublishCommand({ TopicArn: attempt.topic, Message: 'probe' }));
    case 'SendMessage':
      return sqs.send(new SendMessageCommand({ QueueUrl: attempt.queue, MessageBody: 'probe' }));
    case 'GetCallerIdentity':
      return sts.send(new GetCallerIdentityCommand());
    default:
      return sendToDynamodb(attempt);
  }
}

function sendToS3(
  attempt: Extract<Attempt, { action: 'PutObject' | 'GetObject' | 'DeleteObject' | 'ListObjects' }>,
): Promise<unknown> {
  if (attempt.action === 'ListObjects') return s3.send(new ListObjectsV2Command({ Bucket: attempt.bucket }));
  const at = { Bucket: attempt.bucket, Key: attempt.key };
  switch (attempt.action) {
    case 'PutObject':
      return s3.send(new PutObjectCommand({ ...at, Body: 'probe', ...encryption(attempt.keyArn) }));
    case 'GetObject':
      return s3.send(new GetObjectCommand(at));
    case 'DeleteObject':
      return s3.send(new DeleteObjectCommand(at));
  }
}

function encryption(keyArn: string | undefined) {
  return keyArn !== undefined && ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn } as const);
}

/** The permissions table is found by `keyHash`, the documents table by `documentId`: a probe names both ways. */
function sendToDynamodb(
  attempt: Extract<Attempt, { action: 'GetItem' | 'UpdateItem' | 'PutItem' | 'DeleteItem' | 'Scan' | 'Query' }>,
): Promise<unknown> {
  const { table: TableName } = attempt;
  const keyName = TableName.includes('permissions') ? 'keyHash' : 'documentId';
  switch (attempt.action) {
    case 'Scan':
      return dynamodb.send(new ScanCommand({ TableName, Limit: 1 }));
    case 'Query':
      return dynamodb.send(
        new QueryCommand({
          TableName,
          IndexName: attempt.index,
          KeyConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':s': { S: 'processed' } },
          Limit: 1,
        }),
      );
    case 'PutItem':
      return dynamodb.send(new PutItemCommand({ TableName, Item: { [keyName]: { S: attempt.id } } }));
    default:
      return sendAboutItem(attempt.action, { TableName, Key: { [keyName]: { S: attempt.id } } });
  }
}

function sendAboutItem(
  action: 'GetItem' | 'UpdateItem' | 'DeleteItem',
  at: { TableName: string; Key: Record<string, { S: string }> },
): Promise<unknown> {
  switch (action) {
    case 'GetItem':
      return dynamodb.send(new GetItemCommand(at));
    case 'UpdateItem':
      // Of an item that is there: nothing else is changed by it.
      return dynamodb.send(
        new UpdateItemCommand({
          ...at,
          UpdateExpression: 'SET probed = :p',
          ConditionExpression: 'attribute_exists(version)',
          ExpressionAttributeValues: { ':p': { BOOL: true } },
        }),
      );
    case 'DeleteItem':
      return dynamodb.send(new DeleteItemCommand(at));
  }
}
