import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Properties } from '@palisade/local-engine';
import { lambdaFunctionArn, snsTopicArn, sqsQueueArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { until } from '../../../testing/until.ts';
import type { Declaration } from '../../../testing/index.ts';
import { FunctionCloud } from '../../lambda/testing/function-cloud.ts';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { declareVersioning, startS3, type S3Cloud } from '../testing/s3-cloud.ts';
import { ec2 } from '../../ec2/index.ts';
import { kms } from '../../kms/index.ts';
import { lambda } from '../../lambda/index.ts';
import { logs } from '../../logs/index.ts';
import { sns } from '../../sns/index.ts';
import { sqs } from '../../sqs/index.ts';
import { s3 } from '../index.ts';
import { S3Client } from '@aws-sdk/client-s3';

const functionArn = (name: string): string =>
  lambdaFunctionArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name });
const code = { 'index.js': 'exports.handler = async (event) => { console.log(JSON.stringify(event)); };' };

interface Told {
  readonly eventName: string;
  readonly userIdentity: { readonly principalId: string };
  readonly s3: {
    readonly configurationId: string;
    readonly object: {
      readonly key: string;
      readonly size?: number;
      readonly versionId?: string;
      readonly sequencer: string;
    };
  };
}

/** A bucket that tells `listener` what happens in `incoming/`, and what lets S3 in there. */
function notify(stack: Declaration, permission: Properties | undefined, notification: Properties = {}): void {
  stack.resource('aws:s3/bucket:Bucket', 'docs', { bucket: 'docs' });
  declareVersioning(stack, 'docs');
  if (permission !== undefined) stack.resource('aws:lambda/permission:Permission', 'let-s3-in', permission);
  stack.resource('aws:s3/bucketNotification:BucketNotification', 'notification', {
    bucket: 'docs',
    lambdaFunctions: [
      {
        id: 'incoming',
        lambdaFunctionArn: functionArn('listener'),
        events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
        filterPrefix: 'incoming/',
        filterSuffix: '.txt',
      },
    ],
    ...notification,
  });
}

const invitation = {
  statementId: 'S3',
  action: 'lambda:InvokeFunction',
  function: 'listener',
  principal: 's3.amazonaws.com',
  sourceArn: 'arn:aws:s3:::docs',
  sourceAccount: DEFAULT_ACCOUNT,
};

describe('a function that is told about objects', () => {
  let cloud: FunctionCloud;
  let client: S3Client;

  beforeAll(async () => {
    const upon = (stack: Declaration): void => notify(stack, invitation);
    cloud = await FunctionCloud.start({ listener: { files: code, upon } }, [s3]);
    client = new S3Client(cloud.test.deployer());
  });

  afterAll(async () => {
    client.destroy();
    await cloud.close();
  });

  const told = async (): Promise<Told[]> =>
    (await cloud.log('/aws/lambda/listener'))
      .filter((line) => line.includes('"Records"'))
      .map((line) => (JSON.parse(line.slice(line.indexOf('{"Records"'))) as { Records: [Told] }).Records[0]);

  test('hears of each creation and removal under its prefix and suffix, once, in order of the sequencer', async () => {
    const Bucket = 'docs';
    const Key = 'incoming/größe 1+2.txt';
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'four' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'other/a.txt', Body: 'not told' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'incoming/a.pdf', Body: 'not told' }));
    await client.send(new CopyObjectCommand({ Bucket, Key: 'incoming/copy.txt', CopySource: 'docs/other/a.txt' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await client.send(new DeleteObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) }));
    await until(async () => (await told()).length >= 4);
    const events = (await told()).sort((a, b) => (a.s3.object.sequencer < b.s3.object.sequencer ? -1 : 1));
    expect(events.map(({ eventName, s3: { object } }) => [eventName, object.key, object.size])).toEqual([
      ['ObjectCreated:Put', 'incoming/gr%C3%B6%C3%9Fe+1%2B2.txt', 4],
      ['ObjectCreated:Copy', 'incoming/copy.txt', 8],
      ['ObjectRemoved:DeleteMarkerCreated', 'incoming/gr%C3%B6%C3%9Fe+1%2B2.txt', undefined],
      ['ObjectRemoved:Delete', 'incoming/gr%C3%B6%C3%9Fe+1%2B2.txt', undefined],
    ]);
    expect(events[0]?.s3.object.versionId).toBe(VersionId);
    expect(events[0]?.s3.configurationId).toBe('incoming');
    expect(events[0]?.userIdentity.principalId).toMatch(/^AWS:/);
  });

  test('is named by GetBucketNotificationConfiguration', async () => {
    const { LambdaFunctionConfigurations } = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: 'docs' }),
    );
    expect(LambdaFunctionConfigurations).toEqual([
      {
        Id: 'incoming',
        LambdaFunctionArn: functionArn('listener'),
        Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
        Filter: {
          Key: {
            FilterRules: [
              { Name: 'Prefix', Value: 'incoming/' },
              { Name: 'Suffix', Value: '.txt' },
            ],
          },
        },
      },
    ]);
  });
});

describe('what AWS would refuse is refused at deployment', () => {
  let cloud: FunctionCloud;

  beforeAll(async () => {
    cloud = await FunctionCloud.start({ listener: { files: code } }, [s3]);
  });
  afterAll(() => cloud.close());

  const deployed = (permission: Properties | undefined, notification?: Properties): Promise<string> =>
    cloud.deploy({ listener: { files: code, upon: (stack) => notify(stack, permission, notification) } }).then(
      () => 'deployed',
      (error: Error) => error.message,
    );

  test.each([
    ['no permission', undefined],
    ['a permission for another service', { ...invitation, principal: 'sns.amazonaws.com' }],
    ['a permission for another bucket', { ...invitation, sourceArn: 'arn:aws:s3:::other' }],
    ['a permission for another account', { ...invitation, sourceAccount: '999988887777' }],
  ])('%s', async (_, permission) => {
    expect(await deployed(permission)).toContain('Unable to validate the following destination configurations');
  });

  test('a function that does not exist', async () => {
    const lambdaFunctions = [{ lambdaFunctionArn: functionArn('nobody'), events: ['s3:ObjectCreated:*'] }];
    expect(await deployed(invitation, { lambdaFunctions })).toContain('Unable to validate the following destination');
  });

  test('the permission that fits is enough', async () => {
    expect(await deployed(invitation)).toBe('deployed');
  });
});

describe('a queue and a topic that are told about objects', () => {
  let cloud: S3Cloud;
  beforeAll(async () => {
    cloud = await startS3(undefined, { services: [kms, lambda, logs, ec2, sqs, sns] });
    await cloud.cloud.deploy((stack) => queueAndTopic(stack, true));
  });
  afterAll(() => cloud.close());

  async function received(): Promise<{ Event?: string; Records?: [Told] }[]> {
    const client = new SQSClient(cloud.cloud.deployer());
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: `${cloud.cloud.endpoint}/${DEFAULT_ACCOUNT}/told`,
        MaxNumberOfMessages: 10,
      }),
    );
    client.destroy();
    return Messages.map(({ Body = '' }) => JSON.parse(Body) as { Event?: string; Records?: [Told] });
  }

  test('the queue gets a test event and then what happens; the topic passes on what it gets', async () => {
    await cloud.admin.send(new PutObjectCommand({ Bucket: 'docs', Key: 'queued/a', Body: 'x' }));
    await cloud.admin.send(new PutObjectCommand({ Bucket: 'docs', Key: 'published/b', Body: 'x' }));
    let messages = await received();
    await until(async () => (messages = [...messages, ...(await received())]).length >= 4);
    expect(messages.filter(({ Event }) => Event === 's3:TestEvent')).toHaveLength(2);
    expect(messages.flatMap(({ Records }) => Records?.[0].s3.object.key ?? []).sort()).toEqual([
      'published/b',
      'queued/a',
    ]);
  });

  test('a cloud that is killed between the object and its event tells it when it starts again, once', async () => {
    const [root, store] = [temporaryDirectory(), memoryStackStore()];
    const services = [kms, lambda, logs, ec2, sqs, sns];
    const killed = await startS3((stack) => queueAndTopic(stack, true), { services, store });
    const { clock, root: disk } = killed.cloud;
    const put = (cloudNow: S3Cloud, Key: string) =>
      cloudNow.admin.send(new PutObjectCommand({ Bucket: 'docs', Key, Body: 'x' }));
    const state = killed.cloud.cloud.host.state(sqs);
    await put(killed, 'queued/told');
    await until(() => state.counts(queueOf('told')).visible >= 1);
    const before = state.counts(queueOf('told')).visible;
    const send = state.send.bind(state);
    let held: (() => void) | undefined;
    state.send = (message) => new Promise((resolve) => (held = () => resolve(send(message))));
    const unanswered = put(killed, 'queued/not-told');
    await until(() => held !== undefined);
    // What a kill at this moment leaves on the disk.
    cpSync(join(disk, 'stacks'), join(root, 'stacks'), { recursive: true });
    held?.();
    await unanswered;
    await killed.close();

    // At the second start nothing is left to tell.
    for (let start = 0; start < 2; start++) {
      const again = await startS3(undefined, { services, root, store, clock });
      await until(() => again.cloud.cloud.host.state(sqs).counts(queueOf('told')).visible > before);
      await put(again, `other/${start}`);
      expect(again.cloud.cloud.host.state(sqs).counts(queueOf('told')).visible).toBe(before + 1);
      await again.close();
    }
  });

  test('neither is taken without a policy that lets S3 in', async () => {
    await expect(cloud.cloud.deploy((stack) => queueAndTopic(stack, false))).rejects.toThrow(
      'Unable to validate the following destination configurations',
    );
  });
});

const queueOf = (name: string): string => sqsQueueArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name });

function queueAndTopic(stack: Declaration, invited: boolean): void {
  const at = { region: 'us-east-1', account: DEFAULT_ACCOUNT };
  const [queue, topic] = [sqsQueueArn({ ...at, name: 'told' }), snsTopicArn({ ...at, name: 'told' })];
  const docs = 'arn:aws:s3:::docs';
  const allowing = (action: string, resource: string, service: string, source: string) => ({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: action,
    Resource: resource,
    Condition: { ArnEquals: { 'aws:SourceArn': source } },
  });
  const document = (...statements: object[]): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const declaredQueue = stack.resource('aws:sqs/queue:Queue', 'told', { name: 'told' });
  stack.resource('aws:sns/topic:Topic', 'told', { name: 'told' });
  if (invited) {
    stack.resource('aws:sqs/queuePolicy:QueuePolicy', 'queue', {
      queueUrl: declaredQueue.id,
      policy: document(
        allowing('sqs:SendMessage', queue, 's3.amazonaws.com', docs),
        allowing('sqs:SendMessage', queue, 'sns.amazonaws.com', topic),
      ),
    });
    stack.resource('aws:sns/topicPolicy:TopicPolicy', 'topic', {
      arn: topic,
      policy: document(allowing('sns:Publish', topic, 's3.amazonaws.com', docs)),
    });
  }
  stack.resource('aws:sns/topicSubscription:TopicSubscription', 'told', {
    topic,
    protocol: 'sqs',
    endpoint: queue,
    rawMessageDelivery: true,
  });
  stack.resource('aws:s3/bucket:Bucket', 'docs', { bucket: 'docs' });
  stack.resource('aws:s3/bucketNotification:BucketNotification', 'notification', {
    bucket: 'docs',
    queues: [{ queueArn: queue, events: ['s3:ObjectCreated:*'], filterPrefix: 'queued/' }],
    topics: [{ topicArn: topic, events: ['s3:ObjectCreated:*'], filterPrefix: 'published/' }],
  });
}
