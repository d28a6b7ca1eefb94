import {
  boolean,
  integer,
  list,
  map,
  number as numberShape,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { alarmArn, parseArn } from '@palisade/policies';
import { number, text, textMap, texts } from '../../../kernel/properties.ts';
import { comparisons } from '../alarms/comparison.ts';
import { UNITS } from '../metrics/metric.ts';
import { statisticNamed, STATISTICS } from '../metrics/statistic.ts';

export const METRIC_ALARM = 'aws:cloudwatch/metricAlarm:MetricAlarm';

const singleMetric = 'the local cloud has alarms on a single metric only';
const ACTIONS = ['alarmActions', 'okActions', 'insufficientDataActions'] as const;

/** Source: Amazon CloudWatch API Reference, PutMetricAlarm. */
export const metricAlarm: ResourceModel = {
  token: METRIC_ALARM,
  inputs: object({
    actionsEnabled: boolean,
    alarmActions: list(string),
    alarmDescription: string,
    comparisonOperator: required(oneOf(...Object.keys(comparisons))),
    datapointsToAlarm: integer,
    dimensions: map(string),
    evaluateLowSampleCountPercentiles: oneOf('evaluate'),
    evaluationCriteria: refused(singleMetric),
    evaluationInterval: refused(singleMetric),
    evaluationPeriods: required(integer),
    extendedStatistic: string,
    insufficientDataActions: list(string),
    metricName: required(string),
    metricQueries: refused(`metric math and queries: ${singleMetric}`),
    name: string,
    namespace: required(string),
    okActions: list(string),
    period: required(integer),
    statistic: oneOf(...STATISTICS),
    tags: map(string),
    threshold: required(numberShape),
    thresholdMetricId: refused('anomaly detection is not in the local cloud'),
    treatMissingData: oneOf('missing', 'ignore', 'breaching', 'notBreaching'),
    unit: oneOf(...UNITS),
    warmUpConfiguration: refused(singleMetric),
  }),
  name: { property: 'name', maxLength: 255, pattern: /^[ -~]{1,255}$/, automatic: true },
  replaceOn: ['name'],
  defaults: () => ({ actionsEnabled: true, treatMissingData: 'missing' }),
  check: (inputs, { region }) => problems(inputs, region).map((problem) => `ValidationError: ${problem}`),
  outputs(inputs, { accountId, partition, region }) {
    const name = text(inputs, 'name') ?? '';
    const evaluateLowSampleCountPercentiles = text(inputs, 'evaluateLowSampleCountPercentiles') ?? '';
    const arn = alarmArn({ partition, region, account: accountId, name });
    return { id: name, outputs: { arn, evaluateLowSampleCountPercentiles } };
  },
};

function problems(inputs: Properties, region: string): string[] {
  return [
    ...nameProblems(inputs),
    ...statisticProblems(inputs),
    ...periodProblems(inputs),
    ...ACTIONS.flatMap((property) => actionProblems(property, texts(inputs, property), region)),
  ];
}

function nameProblems(inputs: Properties): string[] {
  const found: string[] = [];
  const length = (property: string, most: number): void => {
    const value = text(inputs, property);
    if (value !== undefined && property !== 'alarmDescription' && value === '') found.push(`${property} is empty.`);
    if (value !== undefined && value.length > most) found.push(`${property} has more than ${most} characters.`);
  };
  length('metricName', 255);
  length('namespace', 255);
  length('alarmDescription', 1024);
  if (text(inputs, 'namespace')?.startsWith(':') === true) found.push('namespace must not begin with a colon.');
  const dimensions = Object.entries(textMap(inputs, 'dimensions'));
  if (dimensions.length > 30) found.push('A metric has at most 30 dimensions.');
  for (const [name, value] of dimensions) {
    if (name === '' || name.length > 255 || name.startsWith(':') || value === '' || value.length > 1024)
      found.push(
        `The dimension '${name}' has a name of 1 to 255 characters that begins with no colon, and a value of 1 to 1024.`,
      );
  }
  return found;
}

function statisticProblems(inputs: Properties): string[] {
  const extended = text(inputs, 'extendedStatistic');
  const statistic = text(inputs, 'statistic');
  if ((statistic === undefined) === (extended === undefined)) {
    return ['For a metric alarm, set either statistic or extendedStatistic, and not both.'];
  }
  if (extended === undefined) return [];
  const known = statisticNamed(extended);
  if (known === 'unsupported')
    return [`The local cloud does not support the statistic ${extended}. Use a percentile such as p99.`];
  return typeof known === 'function' && extended.startsWith('p')
    ? []
    : [`The value '${extended}' for extendedStatistic is not supported: it is a percentile such as p99 or p95.5.`];
}

const DAY = 86_400;

function periodProblems(inputs: Properties): string[] {
  const period = number(inputs, 'period') ?? 60;
  const periods = number(inputs, 'evaluationPeriods') ?? 1;
  const toAlarm = number(inputs, 'datapointsToAlarm');
  const found: string[] = [];
  if (![10, 20, 30].includes(period) && (period < 60 || period % 60 !== 0))
    found.push(`period ${period}: must be 10, 20, 30 or a multiple of 60 seconds.`);
  if (periods < 1) found.push(`evaluationPeriods ${periods}: must be at least 1.`);
  if (toAlarm !== undefined && (toAlarm < 1 || toAlarm > periods))
    found.push(`datapointsToAlarm ${toAlarm}: must be between 1 and evaluationPeriods (${periods}).`);
  const most = period >= 3600 ? 7 * DAY : DAY;
  if (period * periods > most)
    found.push(
      `Metrics cannot be checked across more than ${most === DAY ? 'a day' : 'seven days'} (evaluationPeriods * period must be <= ${most}).`,
    );
  return found;
}

/** Source: Amazon CloudWatch API Reference, PutMetricAlarm, AlarmActions. */
function actionProblems(property: string, actions: readonly string[], region: string): string[] {
  const found = actions.flatMap((action) => {
    const arn = parseArn(action);
    if (arn === undefined) return [`Invalid arn syntax in ${property}: ${action}`];
    if (arn.service !== 'sns' && !(arn.service === 'lambda' && arn.resource.startsWith('function:')))
      return [`The local cloud does not support the action ${action}. Use an SNS topic or a Lambda function.`];
    return arn.region === region
      ? []
      : [`Invalid region ${arn.region} specified. Only ${region} is supported. (${action})`];
  });
  if (new Set(actions).size < actions.length) found.push(`${property} names an action twice.`);
  return actions.length > 5 ? [...found, `${property}: an alarm has at most 5 actions for a state.`] : found;
}
