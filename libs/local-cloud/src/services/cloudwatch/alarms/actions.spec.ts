import { DescribeAlarmHistoryCommand, DisableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { until } from '../../../testing/until.ts';
import type { Declaration } from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { sns } from '../../sns/index.ts';
import {
  declareOpenQueue,
  declareTopic,
  declareTopicPolicy,
  document,
  subscribe,
  topicArn,
} from '../../sns/testing/sns-cloud.ts';
import { sqs } from '../../sqs/index.ts';
import { alarmArn, declareAlarm, startCloudwatch, type CloudwatchCloud } from '../testing/cloudwatch-cloud.ts';

let watch: CloudwatchCloud;
afterEach(() => watch.close());

async function start(declare: (stack: Declaration) => void): Promise<void> {
  watch = await startCloudwatch(declare, { services: [kms, sqs, sns] });
}

/** A topic with a queue behind it, and an alarm on `errors` that tells it. */
function declareAlarmed(stack: Declaration, topic: Parameters<typeof declareTopic>[2] = {}): void {
  declareTopic(stack, 'alarms', topic);
  declareOpenQueue(stack, 'inbox', 'alarms', { visibilityTimeoutSeconds: 3600 });
  subscribe(stack, 'alarms', 'inbox', { rawMessageDelivery: false });
  declareAlarm(stack, 'errors', {
    alarmDescription: 'Errors of the app',
    alarmActions: [topicArn('alarms')],
    okActions: [topicArn('alarms')],
    dimensions: { FunctionName: 'f' },
  });
}

const Dimensions = [{ Name: 'FunctionName', Value: 'f' }];

async function received(): Promise<Record<string, unknown>[]> {
  const client = new SQSClient(watch.cloud.deployer());
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: `${watch.cloud.endpoint}/${DEFAULT_ACCOUNT}/inbox`,
      MaxNumberOfMessages: 10,
    }),
  );
  client.destroy();
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as Record<string, unknown>);
}

const actions = async () => {
  const { AlarmHistoryItems = [] } = await watch
    .as(undefined)
    .send(new DescribeAlarmHistoryCommand({ AlarmName: 'errors', HistoryItemType: 'Action' }));
  return AlarmHistoryItems.map(({ HistoryData = '', HistorySummary }) => ({
    summary: HistorySummary,
    data: JSON.parse(HistoryData) as Record<string, unknown>,
  }));
};

async function alarm(): Promise<void> {
  await watch.put({ MetricName: 'Errors', Value: 2, Dimensions, Unit: 'Count' });
  await watch.minutes(1);
}

const allow = (...statements: readonly Statement[]): string =>
  document(
    {
      Effect: 'Allow',
      Principal: { AWS: DEFAULT_ACCOUNT },
      Action: 'kms:*',
      Resource: '*',
    },
    ...statements,
  );

test('the topic gets a message for each change of the state, as AWS words it', async () => {
  await start((stack) => declareAlarmed(stack));
  const changed = watch.cloud.clock.now() + 60_000;
  await alarm();
  await until(async () => (await actions()).length === 1);
  const [mail] = await received();
  expect(mail).toMatchObject({ Type: 'Notification', Subject: 'ALARM: "errors" in US East (N. Virginia)' });
  expect(JSON.parse(String(mail?.['Message']))).toEqual({
    AlarmName: 'errors',
    AlarmDescription: 'Errors of the app',
    AWSAccountId: DEFAULT_ACCOUNT,
    AlarmConfigurationUpdatedTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
    NewStateValue: 'ALARM',
    NewStateReason: expect.stringContaining('Threshold Crossed: 1 out of the last 1 datapoints [2.0 ('),
    StateChangeTime: new Date(changed).toISOString().replace('Z', '+0000'),
    Region: 'US East (N. Virginia)',
    AlarmArn: alarmArn('errors'),
    OldStateValue: 'INSUFFICIENT_DATA',
    OKActions: [topicArn('alarms')],
    AlarmActions: [topicArn('alarms')],
    InsufficientDataActions: [],
    Trigger: {
      MetricName: 'Errors',
      Namespace: 'App',
      StatisticType: 'Statistic',
      Statistic: 'SUM',
      Unit: null,
      Dimensions: [{ value: 'f', name: 'FunctionName' }],
      Period: 60,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      TreatMissingData: 'missing',
      EvaluateLowSampleCountPercentile: '',
    },
  });
  expect(await actions()).toMatchObject([
    {
      summary: `Successfully executed action ${topicArn('alarms')}`,
      data: { actionState: 'Succeeded', notificationResource: topicArn('alarms') },
    },
  ]);
  await watch.put({ MetricName: 'Errors', Value: 0, Dimensions });
  await watch.minutes(1);
  expect((await received()).map(({ Subject }) => Subject)).toEqual(['OK: "errors" in US East (N. Virginia)']);
  // Without data there is a change of the state, and nobody to tell.
  await watch.minutes(4);
  expect((await watch.alarm('errors')).StateValue).toBe('INSUFFICIENT_DATA');
  expect(await received()).toEqual([]);
});

test('disabled actions stay away', async () => {
  await start((stack) => declareAlarmed(stack));
  await watch.admin.send(new DisableAlarmActionsCommand({ AlarmNames: ['errors'] }));
  await alarm();
  expect((await watch.alarm('errors')).StateValue).toBe('ALARM');
  expect(await actions()).toEqual([]);
  expect(await received()).toEqual([]);
});

describe('a topic policy decides', () => {
  const policy = (sourceArn: string) => (stack: Declaration) => {
    declareAlarmed(stack);
    declareTopicPolicy(stack, 'alarms', {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topicArn('alarms'),
      Condition: {
        ArnEquals: { 'aws:SourceArn': sourceArn },
        StringEquals: { 'aws:SourceAccount': DEFAULT_ACCOUNT },
      },
    });
  };

  test('one that lets the alarm in', async () => {
    await start(policy(alarmArn('errors')));
    await alarm();
    expect((await actions())[0]?.data['actionState']).toBe('Succeeded');
    expect(await received()).toHaveLength(1);
  });

  test('one that lets another alarm in', async () => {
    await start(policy(alarmArn('other')));
    await alarm();
    const [action] = await actions();
    expect(action?.summary).toContain(`Failed to execute action ${topicArn('alarms')}. Received error: "Authorization`);
    expect(action?.data).toMatchObject({ actionState: 'Failed' });
    expect(await received()).toEqual([]);
  });
});

describe('an encrypted topic needs its key to let CloudWatch in', () => {
  const letIn: Statement = {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': DEFAULT_ACCOUNT } },
  };
  const encrypted = (policy: string) => (stack: Declaration) => {
    const key = stack.resource('aws:kms/key:Key', 'topics', { policy });
    declareAlarmed(stack, { kmsMasterKeyId: String(key.outputs['arn']) });
  };

  test('with the statement', async () => {
    await start(encrypted(allow(letIn)));
    await alarm();
    expect((await actions())[0]?.data['actionState']).toBe('Succeeded');
    expect(await received()).toHaveLength(1);
  });

  test('without it', async () => {
    await start(encrypted(allow()));
    await alarm();
    const [action] = await actions();
    expect(action?.summary).toContain('Failed to execute action');
    expect(action?.summary).toContain('KMSAccessDenied');
    expect(await received()).toEqual([]);
  });

  test('and the key of SNS itself never does', async () => {
    await start((stack) => declareAlarmed(stack, { kmsMasterKeyId: 'alias/aws/sns' }));
    await alarm();
    expect((await actions())[0]?.data['actionState']).toBe('Failed');
    expect(await received()).toEqual([]);
  });
});

test('a topic that is not there is a failed action', async () => {
  await start((stack) =>
    declareAlarm(stack, 'errors', { alarmActions: [topicArn('gone')], dimensions: { FunctionName: 'f' } }),
  );
  await alarm();
  expect((await actions())[0]?.summary).toContain('Received error: "NotFound: Topic does not exist"');
});
