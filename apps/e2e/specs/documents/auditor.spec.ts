import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { becomeAuditor, readAuditor, secondFactor, type AuditorOutputs, type SecondFactor } from '../../src/auditor.ts';
import { expect, newDocument, receiptOf, refusalOf, requestIdOf, test as base } from '../../src/fixtures.ts';
import { clientConfig } from '../../src/identities.ts';
import type { Credentials } from '../../src/stack.ts';

interface Auditing {
  readonly outputs: AuditorOutputs;
  /** Already used, by which the role was taken. */
  readonly factor: SecondFactor;
  readonly credentials: Credentials;
  readonly reader: CloudWatchLogsClient;
}

/** The auditor, who took the role with a second factor. */
const test = base.extend<object, { auditing: Auditing }>({
  auditing: [
    async ({ stack }, use) => {
      const outputs = readAuditor(stack);
      const factor = secondFactor(stack);
      const credentials = await becomeAuditor(stack, outputs.auditorRoleArn, factor);
      await use({ outputs, factor, credentials, reader: new CloudWatchLogsClient(clientConfig(stack, credentials)) });
    },
    { scope: 'worker' },
  ],
});

// One worker and one code: a code is good for once.
test.describe.configure({ mode: 'default' });

// CloudWatch takes seconds to show a line, so each is waited for.
const soon = { timeout: 60_000 };

test('reads what the handler logged, by search and by stream', async ({ api, auditing, stack }) => {
  const answer = await api.submit(newDocument());
  const { documentId } = await receiptOf(answer);
  const { handlerLogGroupName: logGroupName } = stack.outputs;
  const search = new FilterLogEventsCommand({ logGroupName, filterPattern: `"${requestIdOf(answer)}"` });
  const found = async () => (await auditing.reader.send(search)).events ?? [];
  await expect.poll(async () => (await found()).map(({ message }) => message).join('\n'), soon).toContain(documentId);
  const [event] = await found();
  const stream = new GetLogEventsCommand({ logGroupName, logStreamName: event?.logStreamName, limit: 10_000 });
  const { events = [] } = await auditing.reader.send(stream);
  expect(events.map(({ message }) => message).join('\n')).toContain(documentId);
});

test('reads every log group of the stack, and is told of no other', async ({ auditing, logs, stack }) => {
  expect(auditing.outputs.logGroupNames).toEqual(stack.outputs.logGroupNames);
  for (const logGroupName of auditing.outputs.logGroupNames) {
    expect(
      await refusalOf(auditing.reader.send(new FilterLogEventsCommand({ logGroupName }))),
      logGroupName,
    ).toBeUndefined();
    const { logStreams = [] } = await logs.deployer.send(new DescribeLogStreamsCommand({ logGroupName, limit: 1 }));
    const logStreamName = logStreams[0]?.logStreamName;
    const read = new GetLogEventsCommand({ logGroupName, logStreamName: logStreamName ?? 'no-stream-yet' });
    expect((await refusalOf(auditing.reader.send(read)))?.name, logGroupName).toBe(
      logStreamName === undefined ? 'ResourceNotFoundException' : undefined,
    );
  }
});

test('reads no other group: not one called alike, not one of the same name elsewhere', async ({ auditing, stack }) => {
  const { handlerLogGroupName } = stack.outputs;
  const elsewhere = new CloudWatchLogsClient({
    ...clientConfig(stack, auditing.credentials),
    region: 'eu-west-1',
  });
  for (const [client, logGroupName] of [
    [auditing.reader, `${handlerLogGroupName}-2`],
    [auditing.reader, handlerLogGroupName.slice(0, -1)],
    [auditing.reader, '/aws/lambda/other'],
    [elsewhere, handlerLogGroupName],
  ] as const) {
    for (const read of [
      () => client.send(new FilterLogEventsCommand({ logGroupName })),
      () => client.send(new GetLogEventsCommand({ logGroupName, logStreamName: 'x' })),
    ]) {
      expect(await refusalOf(read()), logGroupName).toMatchObject({ name: 'AccessDeniedException' });
    }
  }
});

test('writes, deletes and lists nothing in the logs it reads', async ({ auditing, logs, stack }) => {
  const { handlerLogGroupName: logGroupName } = stack.outputs;
  const { logStreams = [] } = await logs.deployer.send(new DescribeLogStreamsCommand({ logGroupName, limit: 1 }));
  const at = { logGroupName, logStreamName: logStreams[0]?.logStreamName ?? 'x' };
  const { reader } = auditing;
  const calls: Record<string, () => Promise<unknown>> = {
    PutLogEvents: () =>
      reader.send(new PutLogEventsCommand({ ...at, logEvents: [{ timestamp: Date.now(), message: 'x' }] })),
    CreateLogStream: () => reader.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'auditor' })),
    DeleteLogStream: () => reader.send(new DeleteLogStreamCommand(at)),
    DescribeLogGroups: () => reader.send(new DescribeLogGroupsCommand({})),
    DescribeLogStreams: () => reader.send(new DescribeLogStreamsCommand({ logGroupName })),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect(await refusalOf(call()), name).toMatchObject({ name: 'AccessDeniedException' });
  }
  const after = await logs.deployer.send(new DescribeLogStreamsCommand({ logGroupName }));
  expect(after.logStreams?.map(({ logStreamName }) => logStreamName)).not.toContain('auditor');
});

test('does nothing in other services', async ({ auditing, s3, stack }) => {
  const config = clientConfig(stack, auditing.credentials);
  const [bucket, lambda, sts] = [new S3Client(config), new LambdaClient(config), new STSClient(config)];
  const { bucketName: Bucket, clientRoleArn, functionName: FunctionName } = stack.outputs;
  const taking = (RoleArn: string) => new AssumeRoleCommand({ RoleArn, RoleSessionName: 'e2e' });
  const calls: Record<string, () => Promise<unknown>> = {
    ListBuckets: () => bucket.send(new ListBucketsCommand({})),
    ListObjects: () => bucket.send(new ListObjectsV2Command({ Bucket })),
    GetObject: () => bucket.send(new GetObjectCommand({ Bucket, Key: 'x' })),
    PutObject: () => bucket.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' })),
    Invoke: () => lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' })),
    'AssumeRole client': () => sts.send(taking(clientRoleArn)),
    'AssumeRole auditor': () => sts.send(taking(auditing.outputs.auditorRoleArn)),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect((await refusalOf(call()))?.name, name).toMatch(/^AccessDenied(Exception)?$/);
  }
  // The same signature is good for what nobody may be refused, and the deployer may list.
  expect((await sts.send(new GetCallerIdentityCommand())).Arn).toMatch(/:assumed-role\/auditor-[^/]+\/e2e$/);
  expect(await refusalOf(s3.deployer.send(new ListBucketsCommand({})))).toBeUndefined();
});

test.describe('the role is not taken', () => {
  const messageOf = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'taken',
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message.trim()}` : String(error)),
    );

  test('without a second factor', async ({ auditing, stack }) => {
    expect(await messageOf(becomeAuditor(stack, auditing.outputs.auditorRoleArn))).toMatch(
      /^AccessDenied: User: \S+ is not authorized to perform: sts:AssumeRole/,
    );
  });

  test('with a wrong code, a used one, or half of what is asked', async ({ auditing, stack }) => {
    const { auditorRoleArn } = auditing.outputs;
    const { SerialNumber, TokenCode } = auditing.factor;
    const wrong = String((Number(TokenCode) + 1) % 1_000_000).padStart(6, '0');
    const invalid = 'AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code.';
    for (const code of [wrong, TokenCode]) {
      const attempt = becomeAuditor(stack, auditorRoleArn, { SerialNumber, TokenCode: code });
      expect(await messageOf(attempt)).toBe(invalid);
    }
    expect(await messageOf(becomeAuditor(stack, auditorRoleArn, { SerialNumber }))).toMatch(
      /^AccessDenied: MultiFactor/,
    );
  });

  test("with another's device", async ({ auditing, stack }) => {
    const { auditorRoleArn } = auditing.outputs;
    const factor = { ...auditing.factor, SerialNumber: auditing.factor.SerialNumber.replace(/[^/]+$/, 'nobody') };
    expect(await messageOf(becomeAuditor(stack, auditorRoleArn, factor))).toMatch(
      /^AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code\./,
    );
  });
});
