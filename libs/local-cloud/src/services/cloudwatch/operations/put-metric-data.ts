import { operation } from '../../../kernel/operation.ts';
import { empty, type JsonObject } from '../../../kernel/wire.ts';
import { NotSupportedError } from '../../../kernel/errors.ts';
import { InvalidParameterCombination, InvalidParameterValue, MissingRequiredParameter } from '../errors.ts';
import type { StatisticSet } from '../metrics/distribution.ts';
import type { Datum } from '../metrics/metric-store.ts';
import type { CloudwatchState } from '../state.ts';
import {
  dimensions,
  number,
  numbers,
  requiredNumber,
  requiredText,
  structure,
  structures,
  text,
  timestamp,
  unit,
} from './input.ts';

const HOUR = 3_600_000;
const MOST_DATA = 1000;
const MOST_VALUES = 150;
/** Source: Amazon CloudWatch API Reference, MetricDatum, Value. */
const LARGEST = 2 ** 360;

type Point = Omit<Datum, 'identity' | 'timestamp'> & {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly at: number | undefined;
};

/** Source: Amazon CloudWatch API Reference, PutMetricData and MetricDatum. */
export const putMetricData = operation({
  name: 'PutMetricData',
  parse({ input }) {
    if (structures(input, 'EntityMetricData').length > 0) throw new NotSupportedError('metrics of entities');
    const namespace = requiredText(input, 'Namespace');
    if (namespace.startsWith(':') || namespace.startsWith('AWS/'))
      throw new InvalidParameterValue(`The value ${namespace} for parameter Namespace is invalid.`);
    const data = structures(input, 'MetricData');
    if (data.length === 0) throw new MissingRequiredParameter('MetricData');
    if (data.length > MOST_DATA)
      throw new InvalidParameterValue(`The collection MetricData must not have a size greater than ${MOST_DATA}.`);
    return { namespace, points: data.map(readPoint) };
  },
  permissions: ({ namespace }) => [
    { action: 'cloudwatch:PutMetricData', resource: '*', context: { 'cloudwatch:namespace': namespace } },
  ],
  async run({ namespace, points }, { now, region }, state: CloudwatchState) {
    const data = points.map(({ at = now, dimensions: those, name, ...rest }, index): Datum => {
      if (at < now - 14 * 24 * HOUR || at > now + 2 * HOUR)
        throw new InvalidParameterValue(
          `The parameter MetricData.member.${index + 1}.Timestamp must be within the last two weeks and at most two hours ahead.`,
        );
      return { ...rest, timestamp: at, identity: { region, namespace, name, dimensions: those } };
    });
    await state.put(data);
    return empty(200);
  },
});

function readPoint(datum: JsonObject): Point {
  const resolution = number(datum, 'StorageResolution') ?? 60;
  if (resolution !== 1 && resolution !== 60)
    throw new InvalidParameterValue('The parameter StorageResolution must be 1 or 60.');
  return {
    name: requiredText(datum, 'MetricName'),
    dimensions: dimensions(datum),
    at: timestamp(datum, 'Timestamp'),
    unit: unit(datum) ?? 'None',
    resolution,
    values: readValues(datum),
  };
}

function readValues(datum: JsonObject): Datum['values'] {
  const value = number(datum, 'Value');
  const set = structure(datum, 'StatisticValues');
  const values = numbers(datum, 'Values');
  const given = [value, set, values.length === 0 ? undefined : values].filter((each) => each !== undefined).length;
  if (given === 0) throw new MissingRequiredParameter('MetricData.member.N.Value');
  if (given > 1)
    throw new InvalidParameterCombination(
      `The parameters Value, Values and StatisticValues of the metric ${text(datum, 'MetricName')} are mutually exclusive.`,
    );
  if (value !== undefined) return [{ value: checked(value), count: 1 }];
  if (set !== undefined) return readSet(set);
  const counts = numbers(datum, 'Counts');
  if (values.length > MOST_VALUES || (counts.length > 0 && counts.length !== values.length))
    throw new InvalidParameterValue(`Values has at most ${MOST_VALUES} members, and Counts as many as Values.`);
  return values.map((each, index) => ({ value: checked(each), count: positive(counts[index] ?? 1) }));
}

function readSet(set: JsonObject): StatisticSet {
  const minimum = checked(requiredNumber(set, 'Minimum'));
  const maximum = checked(requiredNumber(set, 'Maximum'));
  if (minimum > maximum) throw new InvalidParameterValue('The Minimum of StatisticValues is greater than its Maximum.');
  return {
    sampleCount: positive(requiredNumber(set, 'SampleCount')),
    sum: checked(requiredNumber(set, 'Sum')),
    minimum,
    maximum,
  };
}

function checked(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST)
    throw new InvalidParameterValue(`The value ${value} for parameter MetricData.member.N.Value is invalid.`);
  return value;
}

function positive(count: number): number {
  if (!(count > 0) || !Number.isFinite(count))
    throw new InvalidParameterValue(`The count ${count} is not greater than 0.`);
  return count;
}
