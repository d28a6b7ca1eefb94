import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  PutLogEventsCommand,
  CreateLogStreamCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EncryptCommand, DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { DEFAULT_ACCOUNT } from '../cloud.ts';
import { ApplyError, type Service } from '../kernel/service.ts';
import { memoryStackStore } from '../stack-store.ts';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { kms } from './kms/index.ts';
import { logs } from './logs/index.ts';
import { s3 } from './s3/index.ts';
import { sns } from './sns/index.ts';
import { sqs } from './sqs/index.ts';

/** Refuses the stack `test` when it is told to, after every other service has looked at it. */
function strictService(): { readonly service: Service; refuses: boolean } {
  const strict = {
    refuses: false,
    service: {
      name: 'strict',
      protocol: 'json-1.1',
      targetPrefix: 'Strict',
      resources: [],
      operations: [],
      declaredOnly: [],
      createState: () => ({
        interpret(view) {
          if (strict.refuses && view.stacks.has('test')) {
            throw new ApplyError([{ urn: 'urn:pulumi:test::specs::t::n', message: 'too lax by now' }]);
          }
          return () => undefined;
        },
      }),
    } satisfies Service as Service,
  };
  return strict;
}

/** What each service holds of the stack, as its own API gives it back. */
async function contents(cloud: TestCloud, ciphertext: Uint8Array): Promise<unknown> {
  const [log, key, bucket, queue] = clientsOf(cloud);
  const stream = { logGroupName: '/app', logStreamName: 'stream' };
  const { events } = await log.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
  const { Plaintext } = await key.send(new DecryptCommand({ CiphertextBlob: ciphertext }));
  const { Body } = await bucket.send(new GetObjectCommand({ Bucket: 'kept', Key: 'object' }));
  const { Messages } = await queue.send(new ReceiveMessageCommand({ QueueUrl: urlOf(cloud), VisibilityTimeout: 0 }));
  return [
    events?.map(({ message }) => message),
    Buffer.from(Plaintext ?? []).toString(),
    await Body?.transformToString(),
    Messages?.map((message) => message.Body),
  ];
}

const clientsOf = (cloud: TestCloud) =>
  [
    new CloudWatchLogsClient(cloud.deployer()),
    new KMSClient(cloud.deployer()),
    new S3Client(cloud.deployer()),
    new SQSClient(cloud.deployer()),
  ] as const;

const urlOf = (cloud: TestCloud): string => `${cloud.endpoint}/${DEFAULT_ACCOUNT}/kept`;

test('a stack that is left out at start, because a service refuses it by now, keeps its data', async () => {
  const strict = strictService();
  const options = {
    root: temporaryDirectory(),
    store: memoryStackStore(),
    services: [kms, logs, s3, sns, sqs, strict.service],
  };
  const first = await startTestCloud((stack) => {
    stack.resource('aws:cloudwatch/logGroup:LogGroup', 'group', { name: '/app' });
    stack.resource('aws:kms/key:Key', 'key', {});
    stack.resource('aws:kms/alias:Alias', 'alias', {
      name: 'alias/kept',
      targetKeyId: stack.resource('aws:kms/key:Key', 'other', {}).id,
    });
    stack.resource('aws:s3/bucket:Bucket', 'bucket', { bucket: 'kept' });
    stack.resource('aws:sqs/queue:Queue', 'queue', { name: 'kept' });
  }, options);
  const [log, key, bucket, queue] = clientsOf(first);
  const stream = { logGroupName: '/app', logStreamName: 'stream' };
  await log.send(new CreateLogStreamCommand(stream));
  await log.send(
    new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: first.clock.now(), message: 'event' }] }),
  );
  const { CiphertextBlob = new Uint8Array() } = await key.send(
    new EncryptCommand({ KeyId: 'alias/kept', Plaintext: Buffer.from('secret') }),
  );
  await bucket.send(new PutObjectCommand({ Bucket: 'kept', Key: 'object', Body: 'body' }));
  await queue.send(new SendMessageCommand({ QueueUrl: urlOf(first), MessageBody: 'message' }));
  const all = [['event'], 'secret', 'body', ['message']];
  expect(await contents(first, CiphertextBlob)).toEqual(all);
  await first.close();

  strict.refuses = true;
  const second = await startTestCloud(undefined, options);
  expect(second.cloud.stacks()).toEqual([]);
  await second.close();

  strict.refuses = false;
  const third = await startTestCloud(undefined, options);
  expect(await contents(third, CiphertextBlob)).toEqual(all);
  await third.close();
});
