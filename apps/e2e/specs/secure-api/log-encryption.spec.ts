import {
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type CloudWatchLogsClient,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
} from '@aws-sdk/client-kms';
import { linesAbout, soon } from '../../src/logs.ts';
import { expect, refusalOf, reportOf, requestIdOf, test } from '../../src/secure-api-fixtures.ts';

async function groupNamed(logs: CloudWatchLogsClient, name: string): Promise<LogGroup | undefined> {
  const answer = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  return answer.logGroups?.find(({ logGroupName }) => logGroupName === name);
}

test('every log group of the stack is encrypted with its key and keeps its events for 7 days', async ({
  logs,
  stack,
}) => {
  const { kmsKeyArn, logGroupNames, logRetentionDays } = stack.outputs;
  expect(logRetentionDays).toBe(7);
  expect(logGroupNames).toHaveLength(3);
  for (const name of logGroupNames) {
    expect(await groupNamed(logs.deployer, name), name).toMatchObject({ kmsKeyId: kmsKeyArn, retentionInDays: 7 });
  }
});

test('the key is enabled, rotated every year, and found by its alias', async ({ kms, stack }) => {
  const { kmsKeyAlias, kmsKeyArn, kmsKeyId: KeyId } = stack.outputs;
  const { KeyMetadata } = await kms.deployer.send(new DescribeKeyCommand({ KeyId: kmsKeyAlias }));
  expect(KeyMetadata).toMatchObject({ Arn: kmsKeyArn, KeyManager: 'CUSTOMER', KeyState: 'Enabled', Enabled: true });
  const rotation = await kms.deployer.send(new GetKeyRotationStatusCommand({ KeyId }));
  expect(rotation).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
  expect(rotation.NextRotationDate?.getTime()).toBeGreaterThan(Date.now());
  const { Aliases = [] } = await kms.deployer.send(new ListAliasesCommand({ KeyId }));
  expect(Aliases.map(({ AliasName }) => AliasName)).toEqual([kmsKeyAlias]);
});

test('the key policy lets CloudWatch Logs use the key for exactly these log groups, and make no grant', async ({
  kms,
  stack,
}) => {
  const { Policy = '{}' } = await kms.deployer.send(new GetKeyPolicyCommand({ KeyId: stack.outputs.kmsKeyId }));
  const { Statement } = JSON.parse(Policy) as {
    Statement: { Principal: object; Action: string[]; Condition?: { ArnLike?: Record<string, string[]> } }[];
  };
  const ofLogs = Statement.filter(({ Principal }) => JSON.stringify(Principal).includes('"logs.'));
  expect(ofLogs).toHaveLength(1);
  expect(ofLogs[0]?.Action.filter((action) => /CreateGrant|\*/.test(action))).toEqual([]);
  const groups = ofLogs[0]?.Condition?.ArnLike?.['kms:EncryptionContext:aws:logs:arn'] ?? [];
  expect(groups.map((arn) => arn.split(':log-group:')[1]).sort()).toEqual([...stack.outputs.logGroupNames].sort());
});

test('what the function and the API log is read back by who may use the key', async ({ api, logs, stack }) => {
  const answer = await api.ask('/CANARY/path');
  await reportOf(answer);
  const refused = await api.ask('/CANARY', { as: 'nobody' });
  const { accessLogGroupName, executionLogGroupName, logGroupName } = stack.outputs;
  const lines = async (group: string, who: CloudWatchLogsClient, of = answer) =>
    (await linesAbout(who, group, requestIdOf(of))).join('\n');
  await expect.poll(() => lines(logGroupName, logs.verifier), soon).toContain('request completed');
  await expect.poll(() => lines(accessLogGroupName, logs.verifier), soon).toContain('"status":"200"');
  await expect.poll(() => lines(executionLogGroupName, logs.deployer, refused), soon).toContain('403');
  // Which path was asked is the caller's text: the log knows the route.
  expect(await lines(logGroupName, logs.verifier)).not.toContain('CANARY');
  expect(await lines(logGroupName, logs.verifier)).toContain('/{proxy+}');
});

test('the client reads no log, the verifier only the two it needs', async ({ logs, stack }) => {
  const { accessLogGroupName, logGroupName: handlerLog, logGroupNames } = stack.outputs;
  for (const logGroupName of logGroupNames) {
    const read = new FilterLogEventsCommand({ logGroupName });
    const mayRead = [handlerLog, accessLogGroupName].includes(logGroupName);
    expect((await refusalOf(logs.client.send(read)))?.name, logGroupName).toBe('AccessDeniedException');
    expect((await refusalOf(logs.verifier.send(read)))?.name, logGroupName).toBe(
      mayRead ? undefined : 'AccessDeniedException',
    );
  }
});
