import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendSigned, type Answer } from '../../testing/signed-request.ts';
import {
  alarmArn,
  declareAlarm,
  declareRole,
  roleArn,
  startCloudwatch,
  type CloudwatchCloud,
} from './testing/cloudwatch-cloud.ts';

let watch: CloudwatchCloud;
beforeAll(async () => {
  watch = await startCloudwatch((stack) => {
    declareAlarm(stack, 'errors', { dimensions: { Stage: 'prod' } });
    declareRole(stack, 'powerless');
  });
});
afterAll(() => watch.close());

/** As boto3 before CloudWatch's change to json, and the AWS CLI 2.9, send it. */
const ask = (Action: string, parameters: Readonly<Record<string, string>> = {}, role?: string): Promise<Answer> =>
  sendSigned(watch.cloud, '/', {
    method: 'POST',
    service: 'monitoring',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ Action, Version: '2010-08-01', ...parameters }).toString(),
    ...(role !== undefined && { role: roleArn(role) }),
  });

const iso = (at: number): string => new Date(at).toISOString();

test('data in and statistics out', async () => {
  const now = watch.cloud.clock.now();
  const metric = {
    'MetricData.member.1.MetricName': 'Errors',
    'MetricData.member.1.Dimensions.member.1.Name': 'Stage',
    'MetricData.member.1.Dimensions.member.1.Value': '5',
    'MetricData.member.1.Unit': 'Count',
  };
  const first = await ask('PutMetricData', {
    Namespace: 'App',
    ...metric,
    'MetricData.member.1.Timestamp': iso(now),
    'MetricData.member.1.Value': '2.5',
    'MetricData.member.2.MetricName': 'Errors',
    'MetricData.member.2.Dimensions.member.1.Name': 'Stage',
    'MetricData.member.2.Dimensions.member.1.Value': '5',
    'MetricData.member.2.Unit': 'Count',
    'MetricData.member.2.Values.member.1': '1',
    'MetricData.member.2.Counts.member.1': '3',
  });
  expect(first).toMatchObject({ status: 200, body: expect.stringContaining('<PutMetricDataResponse xmlns=') });
  const { body } = await ask('GetMetricStatistics', {
    Namespace: 'App',
    MetricName: 'Errors',
    'Dimensions.member.1.Name': 'Stage',
    'Dimensions.member.1.Value': '5',
    StartTime: iso(now),
    EndTime: iso(now + 60_000),
    Period: '60',
    'Statistics.member.1': 'Sum',
    'ExtendedStatistics.member.1': 'p50',
  });
  expect(body).toContain(
    `<Label>Errors</Label><Datapoints><member><Timestamp>${iso(now)}</Timestamp><Sum>5.5</Sum><Unit>Count</Unit>` +
      '<ExtendedStatistics><entry><key>p50</key><value>1</value></entry></ExtendedStatistics></member></Datapoints>',
  );
  const data = await ask('GetMetricData', {
    'MetricDataQueries.member.1.Id': 'a',
    'MetricDataQueries.member.1.ReturnData': 'true',
    'MetricDataQueries.member.1.MetricStat.Metric.Namespace': 'App',
    'MetricDataQueries.member.1.MetricStat.Metric.MetricName': 'Errors',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'Stage',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value': '5',
    'MetricDataQueries.member.1.MetricStat.Period': '60',
    'MetricDataQueries.member.1.MetricStat.Stat': 'Maximum',
    StartTime: iso(now),
    EndTime: iso(now + 60_000),
  });
  expect(data.body).toContain(
    `<Timestamps><member>${iso(now)}</member></Timestamps><Values><member>2.5</member></Values>`,
  );
});

test('an alarm', async () => {
  const { body } = await ask('DescribeAlarms', { 'AlarmNames.member.1': 'errors', MaxRecords: '10' });
  expect(body).toContain(
    `<MetricAlarms><member><AlarmName>errors</AlarmName><AlarmArn>${alarmArn('errors')}</AlarmArn>`,
  );
  expect(body).toContain('<Dimensions><member><Name>Stage</Name><Value>prod</Value></member></Dimensions>');
  expect(body).toMatch(/<StateUpdatedTimestamp>\d{4}-\d\d-\d\dT[\d:.]+Z<\/StateUpdatedTimestamp>/);
});

test('errors have the names of that protocol', async () => {
  const unknown = await ask('SetAlarmState', { AlarmName: 'nobody', StateValue: 'OK', StateReason: 'x' });
  expect(unknown).toMatchObject({ status: 404, body: expect.stringContaining('<Code>ResourceNotFound</Code>') });
  const wrong = await ask('PutMetricData', {
    Namespace: 'AWS/Lambda',
    'MetricData.member.1.MetricName': 'x',
    'MetricData.member.1.Value': '1',
  });
  expect(wrong).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidParameterValue</Code>') });
  const denied = await ask('ListMetrics', {}, 'powerless');
  expect(denied).toMatchObject({ status: 403, body: expect.stringContaining('<Code>AccessDenied</Code>') });
});
