import { itemsInOrder, queryTree, type QueryBranch } from '../../kernel/query-tree.ts';
import type { QueryCompatibility } from '../../kernel/service.ts';
import type { JsonObject, JsonValue, XmlObject, XmlValue } from '../../kernel/wire.ts';
import { queryErrorCode } from './errors.ts';

/*
 * CloudWatch in the query protocol, as the AWS CLI 2.9 and SDKs from before CloudWatch spoke json speak it.
 * Source: Amazon CloudWatch API Reference of API version 2010-08-01; botocore 1.29, cloudwatch/2010-08-01/service-2.json.
 */

/** Members that are times: seconds since the epoch in json, ISO 8601 here. */
const TIMES: ReadonlySet<string> = new Set([
  'AlarmConfigurationUpdatedTimestamp',
  'EndDate',
  'EndTime',
  'StartDate',
  'StartTime',
  'StateTransitionedTimestamp',
  'StateUpdatedTimestamp',
  'Timestamp',
  'Timestamps',
]);

const FLAGS: ReadonlySet<string> = new Set(['IncludeLinkedAccounts', 'ReturnData', 'StrictEntityValidation']);

const NUMBERS: ReadonlySet<string> = new Set([
  'Counts',
  'MaxDatapoints',
  'MaxRecords',
  'Maximum',
  'Minimum',
  'Period',
  'SampleCount',
  'StorageResolution',
  'Sum',
  'Values',
]);

/** `Value` is a number of a metric and a text of a dimension. */
const isNumber = (name: string, parent: string): boolean =>
  NUMBERS.has(name) || (name === 'Value' && parent === 'MetricData');

export const queryCompatibility: QueryCompatibility = {
  input(_operation, form) {
    const { Action: _action, Version: _version, ...members } = queryTree(form);
    return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, read(name, value, '')]));
  },
  result: (_operation, output) => elements(output),
  errorCode: queryErrorCode,
};

/** `parent` is the list or structure that it is in. */
function read(name: string, value: string | QueryBranch, parent: string): JsonValue {
  if (typeof value === 'string') return scalar(name, value, parent);
  const { member } = value;
  if (typeof member === 'object') {
    return itemsInOrder(member).map((item) => read(name, item, parent));
  }
  // An empty list comes as `Dimensions.member=` or `Dimensions=`.
  if (member !== undefined) return [];
  return Object.fromEntries(Object.entries(value).map(([each, inside]) => [each, read(each, inside, name)]));
}

function scalar(name: string, value: string, parent: string): JsonValue {
  if (TIMES.has(name)) {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : at / 1000;
  }
  if (FLAGS.has(name)) return value === 'true' ? true : value === 'false' ? false : value;
  if (!isNumber(name, parent) || value.trim() === '') return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

function elements(output: JsonObject): XmlObject {
  return Object.fromEntries(Object.entries(output).map(([name, value]) => [name, element(name, value)]));
}

function element(name: string, value: JsonValue | undefined): XmlValue {
  if (value === undefined || value === null) return undefined;
  if (name === 'ExtendedStatistics') {
    return { entry: Object.entries(value as JsonObject).map(([key, each]) => ({ key, value: each as number })) };
  }
  if (Array.isArray(value)) return { member: value.map((each: JsonValue) => element(name, each) as XmlValue) };
  if (typeof value === 'object') return elements(value as JsonObject);
  return TIMES.has(name) ? new Date((value as number) * 1000).toISOString() : value;
}
