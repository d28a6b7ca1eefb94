import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { lambdaFunctionArn, snsTopicArn, sqsQueueArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { cloudwatch } from '../index.ts';
import { alarmArn, declareAlarm } from '../testing/cloudwatch-cloud.ts';
import { DASHBOARD } from './dashboard.ts';

const here = { region: 'us-east-1', account: DEFAULT_ACCOUNT };
const topic = (name: string, region = 'us-east-1'): string => snsTopicArn({ ...here, region, name });

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(undefined, { services: [cloudwatch, logs] });
});
afterAll(() => cloud.close());

async function deployed(declare: (stack: Declaration) => void): Promise<string> {
  try {
    await cloud.deploy(declare);
    return 'deployed';
  } catch (error) {
    return (error as Error).message;
  }
}

const alarm = (inputs: Properties): Promise<string> => deployed((stack) => declareAlarm(stack, 'errors', inputs));

describe('metric alarms', () => {
  test('have the outputs of the provider', async () => {
    expect.assertions(2);
    await deployed((stack) => {
      const { id, outputs } = declareAlarm(stack, 'errors');
      expect(id).toBe('errors');
      expect(outputs).toMatchObject({
        arn: alarmArn('errors'),
        actionsEnabled: true,
        treatMissingData: 'missing',
        evaluateLowSampleCountPercentiles: '',
      });
    });
  });

  test.each<readonly [string, Properties]>([
    ['period 90', { period: 90 }],
    ['period 0', { period: 0 }],
    ['evaluationPeriods 0', { evaluationPeriods: 0 }],
    ['datapointsToAlarm 2', { datapointsToAlarm: 2 }],
    ['more than a day', { period: 60, evaluationPeriods: 1441 }],
    ['more than seven days', { period: 3600, evaluationPeriods: 169 }],
    ['either statistic or extendedStatistic', { extendedStatistic: 'p99', statistic: 'Sum' }],
    ['does not support the statistic tm99', { extendedStatistic: 'tm99' }],
    ["'p101' for extendedStatistic is not supported", { extendedStatistic: 'p101' }],
    ["'Sum' for extendedStatistic is not supported", { extendedStatistic: 'Sum' }],
    ['namespace must not begin with a colon', { namespace: ':a' }],
    ['metricName is empty', { metricName: '' }],
    ['alarmDescription has more than 1024', { alarmDescription: 'x'.repeat(1025) }],
    ['Invalid arn syntax in alarmActions', { alarmActions: ['alarms'] }],
    ['does not support the action', { okActions: [sqsQueueArn({ ...here, name: 'q' })] }],
    ['Invalid region eu-west-1 specified. Only us-east-1 is supported.', { alarmActions: [topic('a', 'eu-west-1')] }],
    ['at most 5 actions', { insufficientDataActions: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => topic(name)) }],
    ['names an action twice', { alarmActions: [topic('a'), topic('a')] }],
  ])('%s is refused', async (message, inputs) => {
    expect(await alarm(inputs)).toContain(message);
  });

  test.each<Properties>([
    { period: 10 },
    { period: 60, evaluationPeriods: 1440, datapointsToAlarm: 1440 },
    { period: 3600, evaluationPeriods: 168 },
    { extendedStatistic: 'p99.9' },
    { alarmActions: [topic('a'), lambdaFunctionArn({ ...here, name: 'f' })], okActions: [topic('a')] },
    { comparisonOperator: 'LessThanOrEqualToThreshold', threshold: -1.5, unit: 'Bytes/Second' },
  ])('%j is deployed', async (inputs) => {
    expect(await alarm(inputs)).toBe('deployed');
  });

  test('of one name in one region only once', async () => {
    const twice = (region: string) => (stack: Declaration) => {
      declareAlarm(stack, 'errors');
      stack.resource('aws:cloudwatch/metricAlarm:MetricAlarm', 'again', {
        ...{ name: 'errors', region, namespace: 'App', metricName: 'x', statistic: 'Sum', period: 60 },
        ...{ evaluationPeriods: 1, threshold: 0, comparisonOperator: 'LessThanThreshold' },
      });
    };
    expect(await deployed(twice('us-east-1'))).toContain('is declared by');
    expect(await deployed(twice('eu-west-1'))).toBe('deployed');
  });
});

describe('dashboards', () => {
  const dashboard = (body: unknown, dashboardName = 'board'): Promise<string> =>
    deployed((stack) =>
      stack.resource(DASHBOARD, 'board', {
        dashboardName,
        dashboardBody: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const widget = (properties: object, more: object = {}): unknown => ({
    widgets: [{ type: 'metric', x: 0, y: 0, width: 12, height: 6, properties, ...more }],
  });
  const row = ['AWS/Lambda', 'Errors', 'FunctionName', 'f'];

  test('with every kind of widget are deployed', async () => {
    const metrics = [row, ['.', 'Invocations', '.', '.', { stat: 'Sum' }], [{ expression: 'm1+m2', id: 'e' }]];
    const widgets = [
      { type: 'metric', properties: { region: 'us-east-1', metrics, stat: 'Sum', period: 60 } },
      { type: 'metric', properties: { annotations: { alarms: [alarmArn('errors')] } } },
      { type: 'text', properties: { markdown: '# Title' } },
      { type: 'log', properties: { query: 'SOURCE x', region: 'us-east-1' } },
      { type: 'alarm', properties: { alarms: [alarmArn('errors')] } },
    ];
    expect(await dashboard({ widgets })).toBe('deployed');
    expect(await dashboard({ widgets: [] })).toBe('deployed');
  });

  test.each<readonly [string, unknown, string?]>([
    ['must be a valid JSON object', '{'],
    ['must be a valid JSON object', '[]'],
    ["Should have required property 'widgets'", {}],
    ['/widgets/0/type: Should be one of', { widgets: [{ type: 'chart', properties: {} }] }],
    ["/widgets/0: Should have required property 'properties'", { widgets: [{ type: 'text' }] }],
    ["required property 'markdown'", { widgets: [{ type: 'text', properties: {} }] }],
    ['/widgets/0/x: Should be an integer from 0 to 23', widget({ region: 'r', metrics: [row] }, { x: 24 })],
    ['/widgets/0/width: Should be an integer from 1 to 24', widget({ region: 'r', metrics: [row] }, { width: 0 })],
    ["required property 'region'", widget({ metrics: [row] })],
    ["required property 'metrics'", widget({ region: 'r' })],
    [
      '/metrics/0: Invalid metric field type',
      widget({ region: 'r', metrics: [['AWS/Lambda', 'Errors', 'FunctionName']] }),
    ],
    ['has 1 to 255 letters', { widgets: [] }, 'a board'],
  ])('%s', async (...[message, body, name]) => {
    expect(await dashboard(body, name)).toContain(message);
  });
});

test('composite alarms are refused by name', () => {
  const model = cloudwatch.resources.find(({ token }) => token.endsWith(':CompositeAlarm'));
  expect(model?.refused).toContain('metric alarms only');
});
