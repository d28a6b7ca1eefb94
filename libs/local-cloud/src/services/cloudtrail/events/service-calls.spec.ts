import { afterEach, expect, test } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { lambdaFunctionArn, snsTopicArn, sqsQueueArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { until } from '../../../testing/until.ts';
import { FunctionCloud } from '../../lambda/testing/function-cloud.ts';
import { s3 } from '../../s3/index.ts';
import { sns } from '../../sns/index.ts';
import { sqs } from '../../sqs/index.ts';
import { kms } from '../../kms/index.ts';
import { cloudtrail } from '../index.ts';
import {
  declareRole,
  declareTrail,
  declareTrailBucket,
  document,
  startTrailCloud,
  type TrailCloud,
} from '../testing/trail-cloud.ts';

interface Recorded {
  readonly eventName: string;
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open) await each.close();
  open = [];
});

const select = (...types: string[]) => ({
  advancedEventSelectors: [
    { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
    ...types.map((type) => ({
      fieldSelectors: [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: [type] },
      ],
    })),
  ],
});

const eventsOf = ({ trails }: TrailCloud['state']): readonly Recorded[] =>
  [...trails.values()].flatMap(({ pending }) => pending.all()).map(({ text }) => JSON.parse(text) as Recorded);

test('a use of a key by S3 is recorded with whose request it served, granted or not', async () => {
  const cloud = await startTrailCloud((stack) => {
    declareTrailBucket(stack);
    declareTrail(stack);
    const key = stack.resource('aws:kms/key:Key', 'key', {});
    stack.resource('aws:s3/bucket:Bucket', 'docs', { bucket: 'docs', forceDestroy: true });
    stack.resource('aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration', 'docs', {
      bucket: 'docs',
      rules: [
        { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.outputs['arn'] ?? '' } },
      ],
    });
    declareRole(stack, 'reader', { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
  });
  open.push(cloud);
  await cloud.s3().send(new PutObjectCommand({ Bucket: 'docs', Key: 'a', Body: 'x' }));
  await expect(cloud.s3('reader').send(new GetObjectCommand({ Bucket: 'docs', Key: 'a' }))).rejects.toThrow();
  const [generated, refused, ...more] = eventsOf(cloud.state);
  expect(more).toEqual([]);
  expect(generated).toMatchObject({
    eventName: 'GenerateDataKey',
    eventSource: 'kms.amazonaws.com',
    sourceIPAddress: 's3.amazonaws.com',
    managementEvent: true,
    userIdentity: { type: 'IAMUser', userName: 'deployer', invokedBy: 's3.amazonaws.com' },
    requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::docs/a' } },
  });
  expect(generated?.['errorCode']).toBeUndefined();
  expect(refused).toMatchObject({
    eventName: 'Decrypt',
    errorCode: 'AccessDenied',
    userIdentity: { type: 'AssumedRole', invokedBy: 's3.amazonaws.com' },
  });
});

test('messages between services are events of the service that sends them, each once', async () => {
  const queue = sqsQueueArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name: 'jobs' });
  const topic = snsTopicArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name: 'news' });
  const cloud = await startTrailCloud(
    (stack) => {
      declareTrailBucket(stack);
      declareTrail(stack, select('AWS::SQS::Queue', 'AWS::SNS::Topic'));
      const made = stack.resource('aws:sqs/queue:Queue', 'jobs', { name: 'jobs' });
      const policy = document({
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queue,
      });
      stack.resource('aws:sqs/queuePolicy:QueuePolicy', 'jobs', { queueUrl: String(made.outputs['url']), policy });
      stack.resource('aws:sns/topic:Topic', 'news', { name: 'news' });
      stack.resource('aws:sns/topicSubscription:TopicSubscription', 'jobs', {
        topic,
        protocol: 'sqs',
        endpoint: queue,
      });
    },
    { services: [sqs, sns] },
  );
  open.push(cloud);
  await new SNSClient(cloud.cloud.deployer()).send(new PublishCommand({ TopicArn: topic, Message: 'hidden' }));
  await until(() => eventsOf(cloud.state).length >= 2);
  const events = eventsOf(cloud.state);
  expect(events.map(({ eventName }) => eventName).sort()).toEqual(['Publish', 'SendMessage']);
  expect(events.find(({ eventName }) => eventName === 'SendMessage')).toMatchObject({
    userIdentity: { type: 'AWSService', invokedBy: 'sns.amazonaws.com' },
    sourceIPAddress: 'sns.amazonaws.com',
    eventCategory: 'Data',
    resources: [{ type: 'AWS::SQS::Queue', ARN: queue }],
  });
});

test('functions: who invokes them, the role Lambda takes for them, and what their code does with it', async () => {
  const functionArn = lambdaFunctionArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name: 'listener' });
  const code = { 'index.js': 'exports.handler = async () => "done";' };
  const functions = await FunctionCloud.start(
    {
      listener: {
        files: code,
        upon(stack) {
          declareTrailBucket(stack);
          declareTrail(stack, select('AWS::Lambda::Function'));
          stack.resource('aws:s3/bucket:Bucket', 'docs', { bucket: 'docs', forceDestroy: true });
          stack.resource('aws:lambda/permission:Permission', 'let-s3-in', {
            statementId: 'S3',
            action: 'lambda:InvokeFunction',
            function: 'listener',
            principal: 's3.amazonaws.com',
            sourceArn: 'arn:aws:s3:::docs',
          });
          stack.resource('aws:s3/bucketNotification:BucketNotification', 'docs', {
            bucket: 'docs',
            lambdaFunctions: [{ id: 'all', lambdaFunctionArn: functionArn, events: ['s3:ObjectRemoved:*'] }],
          });
        },
      },
    },
    [s3, sns, sqs, kms, cloudtrail],
  );
  open.push(functions);
  const state = functions.test.cloud.host.state(cloudtrail);
  await new LambdaClient(functions.test.deployer()).send(
    new InvokeCommand({ FunctionName: 'listener', Payload: '{}' }),
  );
  const storage = new S3Client(functions.test.deployer());
  await storage.send(new PutObjectCommand({ Bucket: 'docs', Key: 'a', Body: 'x' }));
  await storage.send(new DeleteObjectCommand({ Bucket: 'docs', Key: 'a' }));
  const invocations = (): readonly Recorded[] => eventsOf(state).filter(({ eventName }) => eventName === 'Invoke');
  await until(() => invocations().length >= 2);
  const [direct, byS3] = invocations();
  expect(direct).toMatchObject({
    userIdentity: { userName: 'deployer' },
    requestParameters: { functionName: 'listener' },
  });
  expect(byS3).toMatchObject({
    userIdentity: { type: 'AWSService', invokedBy: 's3.amazonaws.com' },
    resources: [{ type: 'AWS::Lambda::Function', ARN: functionArn }],
  });
  expect(eventsOf(state).find(({ eventName }) => eventName === 'AssumeRole')).toMatchObject({
    userIdentity: { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' },
    requestParameters: { roleArn: expect.stringContaining('listener-role'), roleSessionName: 'listener' },
    responseElements: null,
  });
});
