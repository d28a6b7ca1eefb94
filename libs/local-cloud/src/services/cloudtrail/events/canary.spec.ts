import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { APIGatewayClient, CreateApiKeyCommand, GetApiKeyCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchClient, PutMetricDataCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { EncryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { snsTopicArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { services } from '../../../kernel/registry.ts';
import {
  document,
  declareTrail,
  declareTrailBucket,
  roleArn,
  startTrailCloud,
  type TrailCloud,
} from '../testing/trail-cloud.ts';
import { dataResourceTypes } from './tables/index.ts';

/** What a caller may send and no record may show: a card number, the contents of a document, the value of an API key. */
const CARD = '4111111111111111';
const CONTENTS = 'canary-contents-of-a-document';
const KEY_VALUE = 'canaryValueOfAnApiKey0123456789';
const secrets: string[] = [CARD, CONTENTS, KEY_VALUE];

let cloud: TrailCloud;
const topicArn = snsTopicArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name: 'news' });
let keyId = '';

beforeAll(async () => {
  cloud = await startTrailCloud(
    (stack) => {
      declareTrailBucket(stack);
      declareTrail(stack, {
        advancedEventSelectors: [
          { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
          ...dataResourceTypes.map((type) => ({
            fieldSelectors: [
              { field: 'eventCategory', equals: ['Data'] },
              { field: 'resources.type', equals: [type] },
            ],
          })),
        ],
      });
      stack.resource('aws:s3/bucket:Bucket', 'docs', { bucket: 'docs', forceDestroy: true });
      stack.resource('aws:dynamodb/table:Table', 'cards', {
        name: 'cards',
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'id',
        attributes: [{ name: 'id', type: 'S' }],
      });
      stack.resource('aws:sqs/queue:Queue', 'jobs', { name: 'jobs' });
      stack.resource('aws:apigateway/usagePlan:UsagePlan', 'plan', { name: 'plan' });
      stack.resource('aws:sns/topic:Topic', 'news', { name: 'news' });
      stack.resource('aws:cloudwatch/logGroup:LogGroup', 'app', { name: '/app' });
      keyId = String(stack.resource('aws:kms/key:Key', 'key', {}).outputs['keyId']);
      const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } as const;
      stack.resource('aws:iam/role:Role', 'role', { name: 'role', assumeRolePolicy: document(trust) });
    },
    { services },
  );
  await everything();
});
afterAll(() => cloud.close());

/** Sends the secrets wherever a service takes contents; what is refused is fine, as long as it is recorded. */
async function everything(): Promise<void> {
  const config = cloud.cloud.deployer();
  const s3 = cloud.s3();
  const [dynamodb, sqs, sns] = [new DynamoDBClient(config), new SQSClient(config), new SNSClient(config)];
  const [logs, kms, lambda] = [new CloudWatchLogsClient(config), new KMSClient(config), new LambdaClient(config)];
  const [api, metrics, sts] = [new APIGatewayClient(config), new CloudWatchClient(config), new STSClient(config)];
  const queue = `${cloud.cloud.endpoint}/${DEFAULT_ACCOUNT}/jobs`;
  const item = { id: { S: CARD }, text: { S: CONTENTS } };
  const attribute = { DataType: 'String', StringValue: CARD };
  const plain = Buffer.from(CONTENTS);
  const now = cloud.cloud.clock.now();
  const started = s3.send(new CreateMultipartUploadCommand({ Bucket: 'docs', Key: 'b', Metadata: { note: CONTENTS } }));
  const { UploadId } = await started;
  const requests: readonly (() => Promise<unknown>)[] = [
    () =>
      s3.send(
        new PutObjectCommand({
          Bucket: 'docs',
          Key: 'a',
          Body: CONTENTS,
          Metadata: { card: CARD },
          Tagging: `card=${CARD}`,
        }),
      ),
    () =>
      s3.send(new PutObjectCommand({ Bucket: 'docs', Key: 'a', Body: CARD, ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })),
    () => s3.send(new GetObjectCommand({ Bucket: 'docs', Key: 'a', ResponseContentDisposition: CONTENTS })),
    () => s3.send(new UploadPartCommand({ Bucket: 'docs', Key: 'b', UploadId, PartNumber: 1, Body: CONTENTS })),
    () =>
      s3.send(
        new PutObjectTaggingCommand({ Bucket: 'docs', Key: 'a', Tagging: { TagSet: [{ Key: 'card', Value: CARD }] } }),
      ),
    () => dynamodb.send(new PutItemCommand({ TableName: 'cards', Item: item })),
    () => dynamodb.send(new PutItemCommand({ TableName: 'cards', Item: { ...item, amount: { N: CONTENTS } } })),
    () => dynamodb.send(new GetItemCommand({ TableName: 'cards', Key: { id: { S: CARD } } })),
    () =>
      dynamodb.send(
        new QueryCommand({
          TableName: 'cards',
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': { S: CARD } },
        }),
      ),
    () =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: 'cards',
          Key: { id: { S: CARD } },
          UpdateExpression: `SET #${CONTENTS} = :v`,
          ExpressionAttributeValues: { ':v': { S: CONTENTS } },
        }),
      ),
    () => dynamodb.send(new BatchWriteItemCommand({ RequestItems: { cards: [{ PutRequest: { Item: item } }] } })),
    () =>
      dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'cards', Item: item } }] })),
    () =>
      sqs.send(
        new SendMessageCommand({ QueueUrl: queue, MessageBody: CONTENTS, MessageAttributes: { card: attribute } }),
      ),
    () => sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: [{ Id: '1', MessageBody: CARD }] })),
    () => sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: `${CARD}\u0000` })),
    () => sqs.send(new ReceiveMessageCommand({ QueueUrl: queue })),
    () =>
      sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Message: CONTENTS,
          Subject: CARD,
          MessageAttributes: { card: attribute },
        }),
      ),
    () =>
      sns.send(
        new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: [{ Id: '1', Message: CARD }] }),
      ),
    () => logs.send(new CreateLogStreamCommand({ logGroupName: '/app', logStreamName: 's' })),
    () =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName: '/app',
          logStreamName: 's',
          logEvents: [{ timestamp: now, message: CONTENTS }],
        }),
      ),
    () => logs.send(new FilterLogEventsCommand({ logGroupName: '/app', filterPattern: `"${CARD}"` })),
    () => logs.send(new TestMetricFilterCommand({ filterPattern: `[${CARD}`, logEventMessages: [CONTENTS] })),
    () =>
      logs.send(
        new StartQueryCommand({
          logGroupName: '/app',
          startTime: 0,
          endTime: 1,
          queryString: `filter @message like "${CARD}"`,
        }),
      ),
    () => kms.send(new EncryptCommand({ KeyId: keyId, Plaintext: plain })),
    async () => {
      const { Plaintext } = await kms.send(new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256' }));
      secrets.push(Buffer.from(Plaintext ?? []).toString('base64'));
    },
    () =>
      lambda.send(
        new InvokeCommand({
          FunctionName: 'missing',
          Payload: JSON.stringify({ card: CARD }),
          ClientContext: Buffer.from(JSON.stringify({ custom: { note: CONTENTS } })).toString('base64'),
        }),
      ),
    async () => {
      const { id } = await api.send(
        new CreateApiKeyCommand({ name: 'client', description: CONTENTS, enabled: true, value: KEY_VALUE }),
      );
      await api.send(new GetApiKeyCommand({ apiKey: id, includeValue: true }));
    },
    () =>
      metrics.send(
        new PutMetricDataCommand({ Namespace: 'App', MetricData: [{ MetricName: 'm', Value: Number(CARD) }] }),
      ),
    () => metrics.send(new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: CONTENTS })),
    async () => {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: roleArn('role'), RoleSessionName: 'session', Policy: `{"card":"${CARD}"}` }),
      );
      secrets.push(String(Credentials?.SecretAccessKey), String(Credentials?.SessionToken));
    },
    async () => {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: roleArn('role'), RoleSessionName: 'session' }),
      );
      secrets.push(String(Credentials?.SecretAccessKey), String(Credentials?.SessionToken));
    },
    () =>
      sts.send(
        new GetSessionTokenCommand({ SerialNumber: 'arn:aws:iam::123456789012:mfa/deployer', TokenCode: '987654' }),
      ),
    () => new IAMClient(config).send(new GetRoleCommand({ RoleName: 'role' })),
  ];
  for (const request of requests) await request().catch((error: Error) => expectAnswer(error));
}

/** A refusal is an answer; anything else is a broken test. */
function expectAnswer(error: Error & { readonly $metadata?: { readonly httpStatusCode?: number } }): void {
  if (error.$metadata?.httpStatusCode === undefined) throw error;
}

test('no record shows contents, secrets or card numbers, wherever they were sent', async () => {
  await cloud.state.settle();
  const waiting = [...cloud.state.trails.values()].flatMap((trail) => trail.pending.all()).map(({ text }) => text);
  const ofSource = (source: string): number =>
    waiting.filter((text) => text.includes(`"eventSource":"${source}"`)).length;
  const recorded = ['s3', 'dynamodb', 'sqs', 'sns', 'logs', 'kms', 'lambda', 'apigateway', 'monitoring', 'sts', 'iam'];
  expect(recorded.filter((name) => ofSource(`${name}.amazonaws.com`) === 0)).toEqual([]);
  expect(ofSource('dynamodb.amazonaws.com')).toBe(7);
  expect(ofSource('sqs.amazonaws.com')).toBe(4);
  expect(ofSource('sns.amazonaws.com')).toBe(2);
  const forms = (secret: string): readonly string[] => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').slice(0, -4),
  ];
  const directories = [
    join(cloud.cloud.root, 'account', 'cloudtrail'),
    join(cloud.cloud.root, 'stacks', 'test', 'cloudtrail'),
  ];
  const files = directories.flatMap((directory) => readdirSync(directory).map((file) => join(directory, file)));
  const written = [...files.map((file) => readFileSync(file, 'latin1')), ...waiting];
  expect(files.length).toBeGreaterThan(1);
  expect(secrets.length).toBe(6);
  for (const secret of [...secrets, '987654']) {
    for (const form of forms(secret)) expect(written.filter((text) => text.includes(form)).map(() => form)).toEqual([]);
  }
});

test('names, keys and ids are there', async () => {
  const waiting = [...cloud.state.trails.values()].flatMap((trail) => trail.pending.all()).map(({ text }) => text);
  const first = (name: string): Record<string, unknown> =>
    JSON.parse(waiting.find((text) => text.includes(`"eventName":"${name}"`)) ?? '{}') as Record<string, unknown>;
  expect(first('PutItem')).toMatchObject({ requestParameters: { tableName: 'cards' }, readOnly: false });
  expect(first('BatchWriteItem')).toMatchObject({ requestParameters: { tableNames: ['cards'] } });
  expect(first('SendMessage')).toMatchObject({ requestParameters: { queueUrl: expect.stringContaining('/jobs') } });
  expect(first('Publish')).toMatchObject({ requestParameters: { topicArn } });
  expect(first('Encrypt')).toMatchObject({ requestParameters: { keyId }, responseElements: null, readOnly: true });
  expect(first('Invoke')).toMatchObject({
    requestParameters: { functionName: 'missing' },
    errorCode: 'ResourceNotFoundException',
  });
  expect(first('CreateApiKey')).toMatchObject({ responseElements: { name: 'client', enabled: true } });
  expect(first('AssumeRole')).toMatchObject({ requestParameters: { roleArn: roleArn('role') } });
  expect(waiting.filter((text) => text.includes('"eventName":"PutLogEvents"'))).toEqual([]);
});
