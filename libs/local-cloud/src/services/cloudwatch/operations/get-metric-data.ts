import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameterValue, MissingRequiredParameter, ValidationProblem } from '../errors.ts';
import type { CloudwatchState } from '../state.ts';
import {
  choice,
  dimensions,
  requiredNumber,
  requiredText,
  requiredTimestamp,
  structure,
  structures,
  text,
  unit,
  wholeNumber,
} from './input.ts';
import { checkPeriod, statistic } from './metric-statistics.ts';
import { readToken, writeToken } from './page.ts';

const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;

/** Source: Amazon CloudWatch API Reference, GetMetricData. */
export const getMetricData = operation({
  name: 'GetMetricData',
  parse({ input }) {
    const queries = structures(input, 'MetricDataQueries').map(readQuery);
    if (queries.length === 0) throw new MissingRequiredParameter('MetricDataQueries');
    if (queries.length > MOST_QUERIES)
      throw new ValidationProblem(
        `The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`,
      );
    const ids = queries.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new ValidationProblem(`The Id ${twice} is given twice in MetricDataQueries.`);
    const start = requiredTimestamp(input, 'StartTime');
    const end = requiredTimestamp(input, 'EndTime');
    if (start >= end) throw new ValidationProblem('The parameter StartTime must be less than the parameter EndTime.');
    const token = text(input, 'NextToken');
    return {
      queries,
      start,
      end,
      newestFirst: choice(input, 'ScanBy', ['TimestampDescending', 'TimestampAscending']) !== 'TimestampAscending',
      most: wholeNumber(input, 'MaxDatapoints', 1, MOST_DATAPOINTS) ?? MOST_DATAPOINTS,
      skip: token === undefined ? 0 : readToken(token),
    };
  },
  permissions: () => [{ action: 'cloudwatch:GetMetricData', resource: '*' }],
  run({ end, most, newestFirst, queries, skip, start }, { region }, state: CloudwatchState) {
    const results: JsonObject[] = [];
    let passed = 0;
    let more = false;
    for (const { calculate, id, label, metric, period, returned, unit: wanted } of queries) {
      if (!returned) continue;
      const range = { start: Math.floor(start / period) * period, end, period };
      const points = [...state.metrics.periods({ ...metric, region }, range, wanted)]
        .flatMap(([at, distribution]) => {
          const value = calculate(distribution);
          return value === undefined ? [] : [[at / 1000, value] as const];
        })
        .sort(([a], [b]) => (newestFirst ? b - a : a - b));
      const from = Math.max(0, skip - passed);
      const shown = points.slice(from, Math.max(from, skip + most - passed));
      const rest = from + shown.length < points.length;
      passed += points.length;
      more ||= rest;
      results.push({
        Id: id,
        Label: label ?? metric.name,
        Timestamps: shown.map(([at]) => at),
        Values: shown.map(([, value]) => value),
        StatusCode: rest ? 'PartialData' : 'Complete',
      });
    }
    return json({ MetricDataResults: results, Messages: [], ...(more && { NextToken: writeToken(skip + most) }) });
  },
});

function readQuery(query: JsonObject) {
  const id = requiredText(query, 'Id');
  if (!/^[a-z][A-Za-z0-9_]*$/.test(id))
    throw new ValidationProblem(
      `The value ${id} for parameter MetricDataQueries.member.N.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  if (query['Expression'] !== undefined)
    throw new NotSupportedError('metric math', `Ask for the metrics of ${id} themselves.`);
  if (query['AccountId'] !== undefined) throw new NotSupportedError('metrics of other accounts');
  const stat = structure(query, 'MetricStat');
  const metric = stat && structure(stat, 'Metric');
  if (stat === undefined || metric === undefined)
    throw new MissingRequiredParameter('MetricDataQueries.member.N.MetricStat');
  const returned = query['ReturnData'] ?? true;
  if (typeof returned !== 'boolean') throw new InvalidParameterValue('ReturnData is true or false.');
  return {
    id,
    label: text(query, 'Label'),
    returned,
    metric: {
      namespace: requiredText(metric, 'Namespace'),
      name: requiredText(metric, 'MetricName'),
      dimensions: dimensions(metric),
    },
    period: checkPeriod(requiredNumber(stat, 'Period')) * 1000,
    calculate: statistic(requiredText(stat, 'Stat')),
    unit: unit(stat),
  };
}
