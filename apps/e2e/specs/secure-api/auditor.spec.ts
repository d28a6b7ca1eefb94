import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeKeyCommand, EncryptCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { becomeAuditor, readAuditor, secondFactor, type AuditorOutputs } from '../../src/auditor.ts';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout, soon } from '../../src/logs.ts';
import { expect, refusalOf, reportOf, requestIdOf, test as base } from '../../src/secure-api-fixtures.ts';

interface Auditing {
  readonly outputs: AuditorOutputs;
  readonly reader: CloudWatchLogsClient;
  readonly kms: KMSClient;
}

/** The auditor, who took the role with a second factor. */
const test = base.extend<object, { auditing: Auditing }>({
  auditing: [
    async ({ stack }, use) => {
      const outputs = readAuditor(stack);
      const credentials = await becomeAuditor(stack, outputs.auditorRoleArn, secondFactor(stack));
      const config = clientConfig(stack, credentials);
      await use({ outputs, reader: new CloudWatchLogsClient(config), kms: new KMSClient(config) });
    },
    { scope: 'worker' },
  ],
});

// One worker and one code: a code is good for once.
test.describe.configure({ mode: 'default' });

test('reads every encrypted log of the stack, decrypted by CloudWatch Logs', async ({ api, auditing, stack }) => {
  const answer = await api.ask('/audited');
  await reportOf(answer);
  const refused = await api.ask('/audited', { as: 'nobody' });
  const { accessLogGroupName, executionLogGroupName, logGroupName, logGroupNames } = stack.outputs;
  expect(auditing.outputs.logGroupNames).toEqual(logGroupNames);
  for (const [group, of] of [
    [logGroupName, answer],
    [accessLogGroupName, answer],
    [executionLogGroupName, refused],
  ] as const) {
    const lines = () => linesAbout(auditing.reader, group, requestIdOf(of));
    await expect.poll(async () => (await lines()).length, soon).toBeGreaterThan(0);
    const { events = [] } = await auditing.reader.send(new FilterLogEventsCommand({ logGroupName: group, limit: 1 }));
    const stream = new GetLogEventsCommand({ logGroupName: group, logStreamName: events[0]?.logStreamName });
    expect((await auditing.reader.send(stream)).events?.length, group).toBeGreaterThan(0);
  }
});

test('reads no other group, and lists none', async ({ auditing, stack }) => {
  for (const logGroupName of [`${stack.outputs.logGroupName}-2`, '/aws/lambda/other']) {
    const read = auditing.reader.send(new FilterLogEventsCommand({ logGroupName }));
    expect(await refusalOf(read), logGroupName).toMatchObject({ name: 'AccessDeniedException' });
  }
  const list = auditing.reader.send(new DescribeLogGroupsCommand({}));
  expect(await refusalOf(list)).toMatchObject({ name: 'AccessDeniedException' });
});

test('cannot use the key itself, nor look at it', async ({ auditing, stack }) => {
  const { kmsKeyId: KeyId } = stack.outputs;
  const calls: Record<string, () => Promise<unknown>> = {
    Encrypt: () => auditing.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })),
    DescribeKey: () => auditing.kms.send(new DescribeKeyCommand({ KeyId })),
    ListKeys: () => auditing.kms.send(new ListKeysCommand({})),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect(await refusalOf(call()), name).toMatchObject({ name: 'AccessDeniedException' });
  }
});
