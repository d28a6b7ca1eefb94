import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  SetAlarmStateCommand,
  type AlarmHistoryItem,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, expect, test } from '@jest/globals';
import { lambdaFunctionArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { until } from '../../../testing/until.ts';
import { FunctionCloud } from '../../lambda/testing/function-cloud.ts';
import { cloudwatch } from '../index.ts';
import { alarmArn, declareAlarm, MINUTE } from '../testing/cloudwatch-cloud.ts';

let cloud: FunctionCloud;
afterEach(() => cloud.close());

const functionArn = lambdaFunctionArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name: 'f' });

/** A function that an alarm calls if `sourceArn` is its ARN; returns what the history says about that. */
async function alarm(sourceArn: string): Promise<AlarmHistoryItem | undefined> {
  cloud = await FunctionCloud.start(
    {
      f: {
        files: { 'index.mjs': 'export const handler = async (event) => console.log(JSON.stringify(event));' },
        upon: (stack) => {
          stack.resource('aws:lambda/permission:Permission', 'alarm', {
            function: 'f',
            action: 'lambda:InvokeFunction',
            principal: 'lambda.alarms.cloudwatch.amazonaws.com',
            sourceArn,
            sourceAccount: DEFAULT_ACCOUNT,
          });
          declareAlarm(stack, 'errors', { alarmActions: [functionArn] });
        },
      },
    },
    [cloudwatch],
  );
  const client = new CloudWatchClient(cloud.test.deployer());
  const word = { AlarmName: 'errors', StateReason: 'a drill', StateReasonData: '{}' };
  await client.send(new SetAlarmStateCommand({ ...word, StateValue: 'ALARM' }));
  await cloud.test.cloud.host.state(cloudwatch).alarms.settle();
  const { AlarmHistoryItems } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: 'errors', HistoryItemType: 'Action' }),
  );
  client.destroy();
  return AlarmHistoryItems?.[0];
}

test('a function that lets the alarm in gets its event', async () => {
  expect((await alarm(alarmArn('errors')))?.HistorySummary).toBe(`Successfully executed action ${functionArn}`);
  const logged = async (): Promise<string | undefined> =>
    (await cloud.log('/aws/lambda/f')).find((line) => line.includes('"aws.cloudwatch"'));
  await until(async () => (await logged()) !== undefined);
  const line = (await logged()) ?? '';
  const event = JSON.parse(line.slice(line.indexOf('{"source"'))) as object;
  expect(event).toMatchObject({
    source: 'aws.cloudwatch',
    alarmArn: alarmArn('errors'),
    accountId: DEFAULT_ACCOUNT,
    region: 'us-east-1',
    alarmData: {
      alarmName: 'errors',
      state: { value: 'ALARM', reason: 'a drill', reasonData: '{}' },
      previousState: { value: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation' },
      configuration: {
        metrics: [
          {
            id: 'm1',
            metricStat: { metric: { namespace: 'App', name: 'Errors', dimensions: {} }, period: 60, stat: 'Sum' },
            returnData: true,
          },
        ],
      },
    },
  });
});

test('one that lets another alarm in does not', async () => {
  const item = await alarm(alarmArn('other'));
  expect(item?.HistorySummary).toContain(`Failed to execute action ${functionArn}. Received error: "AccessDenied`);
});

test('an alarm on what a function measures of itself goes off when it fails, and only then', async () => {
  cloud = await FunctionCloud.start(
    {
      f: {
        files: { 'index.mjs': "export const handler = async ({ fail }) => { if (fail) throw new Error('no'); };" },
        upon: (stack) =>
          void declareAlarm(stack, 'errors', {
            namespace: 'AWS/Lambda',
            dimensions: { FunctionName: 'f' },
            unit: 'Count',
          }),
      },
    },
    [cloudwatch],
  );
  const { clock } = cloud.test;
  const stateAfter = async (event: object): Promise<string | undefined> => {
    await cloud.invoke('f', event);
    clock.advance(MINUTE - (clock.now() % MINUTE));
    return cloud.test.cloud.host.state(cloudwatch).alarms.find(alarmArn('errors'))?.state.value;
  };
  expect(await stateAfter({})).toBe('OK');
  expect(await stateAfter({ fail: true })).toBe('ALARM');
  expect(await stateAfter({})).toBe('OK');
});
