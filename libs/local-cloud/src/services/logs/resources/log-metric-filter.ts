import { map, object, oneOf, required, string, type Properties, type ResourceModel } from '@palisade/local-engine';
import { block, text, textMap } from '../../../kernel/properties.ts';
import { compileFields } from '../filter/fields.ts';
import { FilterPatternError } from '../filter/filter-pattern.ts';
import { referencesOf } from '../metric-filters/transformation.ts';

export const LOG_METRIC_FILTER = 'aws:cloudwatch/logMetricFilter:LogMetricFilter';

/** Source: Amazon CloudWatch API Reference, MetricDatum (Unit). */
const BYTES = ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'];
const BITS = ['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'];
const UNITS = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'Count', 'Count/Second', 'None'],
  ...[...BYTES, ...BITS].flatMap((unit) => [unit, `${unit}/Second`]),
];

/** Source: CloudWatch Logs API Reference, PutMetricFilter and MetricTransformation. */
export const logMetricFilter: ResourceModel = {
  token: LOG_METRIC_FILTER,
  inputs: object({
    name: string,
    pattern: required(string),
    logGroupName: required(string),
    metricTransformation: required(
      object({
        name: required(string),
        namespace: required(string),
        value: required(string),
        defaultValue: string,
        dimensions: map(string),
        unit: oneOf(...UNITS),
      }),
    ),
    applyOnTransformedLogs: oneOf(false),
  }),
  name: { property: 'name', maxLength: 512, pattern: /^[^:*]+$/, automatic: true },
  replaceOn: ['name', 'logGroupName'],
  defaults: () => ({ applyOnTransformedLogs: false }),
  check: (inputs) => problems(inputs).map((problem) => `InvalidParameterException: ${problem}`),
  outputs: ({ name }) => ({ id: String(name), outputs: {} }),
};

function problems(inputs: Properties): readonly string[] {
  const transformation = block(inputs, 'metricTransformation') ?? {};
  const dimensions = textMap(transformation, 'dimensions');
  const value = text(transformation, 'value') ?? '';
  const defaultValue = text(transformation, 'defaultValue');
  return [
    ...['name', 'namespace'].flatMap((property) => nameProblem(property, text(transformation, property) ?? '')),
    ...(value.startsWith('$') || isNumber(value)
      ? []
      : [`Invalid metric transformation: value '${value}' is neither a number nor a field ('$.latency', '$bytes')`]),
    ...(defaultValue === undefined || isNumber(defaultValue)
      ? []
      : [`Invalid metric transformation: defaultValue '${defaultValue}' is no number`]),
    ...(defaultValue !== undefined && Object.keys(dimensions).length > 0
      ? ['Invalid metric transformation: dimensions and default value are mutually exclusive properties.']
      : []),
    ...(Object.keys(dimensions).length > 3 ? ['Invalid metric transformation: a metric takes three dimensions'] : []),
    ...patternProblem(text(inputs, 'pattern') ?? '', referencesOf(value, dimensions)),
  ];
}

function nameProblem(property: string, value: string): readonly string[] {
  if (value.length <= 255 && /^[^:*$]+$/.test(value)) return [];
  return [`Invalid metric transformation: ${property} '${value}' has 1 to 255 characters other than ':', '*' and '$'`];
}

function patternProblem(pattern: string, references: readonly string[]): readonly string[] {
  try {
    compileFields(pattern, references);
    return [];
  } catch (error) {
    if (error instanceof FilterPatternError) return [`Invalid metric filter pattern: ${error.message}`];
    throw error;
  }
}

const isNumber = (value: string): boolean => value.trim() !== '' && Number.isFinite(Number(value));
