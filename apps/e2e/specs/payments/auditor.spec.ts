import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { randomUUID } from 'node:crypto';
import { readAuditor, type AuditorOutputs } from '../../src/auditor.ts';
import { assumeRole, clientConfig } from '../../src/identities.ts';
import { linesAbout, soon } from '../../src/logs.ts';
import { operatorOf, personWithSecondFactor } from '../../src/operator.ts';
import { expect, newPayment, paymentOf, reasonOf, refusalOf, test as base } from '../../src/payments-fixtures.ts';
import type { Credentials } from '../../src/stack.ts';

interface Auditing {
  readonly outputs: AuditorOutputs;
  readonly credentials: Credentials;
  readonly reader: CloudWatchLogsClient;
}

/** The auditor, who took the role with a second factor. */
const test = base.extend<object, { auditing: Auditing; deployer: CloudWatchLogsClient }>({
  auditing: [
    async ({ stack }, use) => {
      const outputs = readAuditor(stack);
      const credentials = await assumeRole(stack, outputs.auditorRoleArn, personWithSecondFactor(stack));
      await use({ outputs, credentials, reader: new CloudWatchLogsClient(clientConfig(stack, credentials)) });
    },
    { scope: 'worker' },
  ],
  deployer: [async ({ stack }, use) => use(new CloudWatchLogsClient(clientConfig(stack))), { scope: 'worker' }],
});

test('the role is not taken without a second factor, nor by the operator', async ({ auditing, stack }) => {
  const { auditorRoleArn } = auditing.outputs;
  const refused = /is not authorized to perform: sts:AssumeRole/;
  expect(await reasonOf(assumeRole(stack, auditorRoleArn))).toMatch(refused);
  expect(await reasonOf(assumeRole(stack, auditorRoleArn, operatorOf(stack)))).toMatch(refused);
  expect(await reasonOf(assumeRole(stack, auditorRoleArn, personWithSecondFactor(stack)))).toBe('');
});

test('reads what the function, the API and the firewall logged of a request, decrypted by CloudWatch Logs', async ({
  api,
  auditing: { outputs, reader },
  stack,
}) => {
  const { access_log_group_name, lambda_log_group_name, waf_log_group_name } = stack.outputs;
  expect(outputs.logGroupNames).toEqual(stack.outputs.log_group_names);
  const paid = await api.call({ path: '/process-payment', body: newPayment() });
  paymentOf(paid);
  const blocked = await api.call({ path: '/payments/e2e?q=%3Cscript%3E' });
  expect(blocked.status).toBe(403);
  for (const [logGroupName, answer] of [
    [lambda_log_group_name, paid],
    [access_log_group_name, paid],
    [waf_log_group_name, blocked],
  ] as const) {
    const id = String(answer.headers['x-amzn-requestid']);
    const lines = () => linesAbout(reader, logGroupName, id);
    await expect.poll(async () => (await lines()).length, { ...soon, message: logGroupName }).toBeGreaterThan(0);
  }
});

test('reads every log group of the stack', async ({ auditing: { outputs, reader }, deployer }) => {
  expect(outputs.logGroupNames).toHaveLength(6);
  for (const logGroupName of outputs.logGroupNames) {
    const search = new FilterLogEventsCommand({ logGroupName, limit: 1 });
    expect(await refusalOf(reader.send(search)), logGroupName).toBeUndefined();
    const { logStreams = [] } = await deployer.send(new DescribeLogStreamsCommand({ logGroupName, limit: 1 }));
    const logStreamName = logStreams[0]?.logStreamName;
    const read = new GetLogEventsCommand({ logGroupName, logStreamName: logStreamName ?? 'no-stream-yet' });
    expect((await refusalOf(reader.send(read)))?.name, logGroupName).toBe(
      logStreamName === undefined ? 'ResourceNotFoundException' : undefined,
    );
  }
});

test('reads no other group, and writes and lists none', async ({ auditing: { reader }, stack }) => {
  const { lambda_log_group_name: logGroupName } = stack.outputs;
  expect(await refusalOf(reader.send(new FilterLogEventsCommand({ logGroupName, limit: 1 })))).toBeUndefined();
  const calls: Record<string, () => Promise<unknown>> = {
    'a group called alike': () =>
      reader.send(new FilterLogEventsCommand({ logGroupName: `${logGroupName}-2`, limit: 1 })),
    'another group': () => reader.send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/other', limit: 1 })),
    'a new stream': () => reader.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'auditor' })),
    'a list': () => reader.send(new DescribeLogGroupsCommand({})),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect(await refusalOf(call()), name).toMatchObject({ name: 'AccessDeniedException' });
  }
});

test('sees no card number, should one be logged: whoever may unmask does', async ({
  auditing: { reader },
  deployer,
  stack,
}) => {
  const { lambda_log_group_name: logGroupName } = stack.outputs;
  const at = { logGroupName, logStreamName: `e2e-${randomUUID()}` };
  // Nobody's, and not one of those that issuers reserve for tests, which CloudWatch Logs leaves alone.
  const number = '4539 5787 6362 1486';
  const message = `${at.logStreamName} card ${number} logged by mistake`;
  await deployer.send(new CreateLogStreamCommand(at));
  await deployer.send(new PutLogEventsCommand({ ...at, logEvents: [{ timestamp: Date.now(), message }] }));
  const masked = message.replace(number, '*'.repeat(number.length));
  const search = { logGroupName, logStreamNames: [at.logStreamName] };
  const shown = async (who: CloudWatchLogsClient, unmask: boolean) => {
    const { events = [] } = await who.send(new FilterLogEventsCommand({ ...search, unmask }));
    return events.map((event) => event.message);
  };
  await expect.poll(() => shown(reader, false), soon).toEqual([masked]);
  expect(await reasonOf(shown(reader, true))).toContain('logs:Unmask');
  expect(await shown(deployer, false)).toEqual([masked]);
  expect(await shown(deployer, true)).toEqual([message]);
});

test('does nothing with keys and payments', async ({ auditing: { credentials }, stack }) => {
  const config = clientConfig(stack, credentials);
  const [dynamodb, kms] = [new DynamoDBClient(config), new KMSClient(config)];
  const { dynamodb_table_name: TableName, kms_logs_key_arn: KeyId } = stack.outputs;
  const Key = { transactionId: { S: 'none' } };
  const calls: Record<string, () => Promise<unknown>> = {
    DescribeKey: () => kms.send(new DescribeKeyCommand({ KeyId })),
    Decrypt: () => kms.send(new DecryptCommand({ KeyId, CiphertextBlob: Buffer.alloc(64) })),
    GetItem: () => dynamodb.send(new GetItemCommand({ TableName, Key })),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect((await refusalOf(call()))?.name, name).toMatch(/^AccessDenied/);
  }
  const operator = new DynamoDBClient(clientConfig(stack, operatorOf(stack)));
  expect(await refusalOf(operator.send(new GetItemCommand({ TableName, Key })))).toBeUndefined();
});
