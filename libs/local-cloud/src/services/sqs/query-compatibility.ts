import { itemsInOrder, queryTree, type QueryBranch } from '../../kernel/query-tree.ts';
import type { QueryCompatibility } from '../../kernel/service.ts';
import type { JsonObject, JsonValue, XmlObject, XmlValue } from '../../kernel/wire.ts';
import { queryErrorCode } from './errors.ts';
import { parseQueueUrl } from './queue-url.ts';

/*
 * SQS in the query protocol, as the AWS CLI 2.9 and SDKs from before November 2023 speak it.
 * Source: Amazon SQS API Reference of API version 2012-11-05; botocore 1.29, sqs/2012-11-05/service-2.json.
 */

const NUMBERS: ReadonlySet<string> = new Set([
  'DelaySeconds',
  'MaxNumberOfMessages',
  'MaxNumberOfMessagesPerSecond',
  'MaxResults',
  'VisibilityTimeout',
  'WaitTimeSeconds',
]);

/** Flattened lists by their names in a form; those of names and values are maps in json. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  MessageAttribute: 'MessageAttributes',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttribute: 'MessageSystemAttributes',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  SendMessageBatchRequestEntry: 'Entries',
};
const MAPS: ReadonlySet<string> = new Set(['MessageAttributes', 'MessageSystemAttributes']);

export const queryCompatibility: QueryCompatibility = {
  input(_operation, form, path) {
    const input = jsonOf(queryTree(form));
    const named = input['QueueUrl'] === undefined && parseQueueUrl(path) !== undefined;
    return named ? { ...input, QueueUrl: path } : input;
  },
  result: (operation, output) => xmlOf(operation, output),
  errorCode: queryErrorCode,
};

function jsonOf(branch: QueryBranch): JsonObject {
  return Object.fromEntries(Object.entries(branch).map(([name, value]) => member(name, value)));
}

function member(name: string, value: string | QueryBranch): readonly [string, JsonValue] {
  if (typeof value === 'string') return [name, NUMBERS.has(name) && /^-?\d+$/.test(value) ? Number(value) : value];
  const list = LISTS[name];
  if (list === undefined) return [name, jsonOf(value)];
  const items = itemsInOrder(value);
  if (!MAPS.has(list)) return [list, items.map((item) => (typeof item === 'string' ? item : jsonOf(item)))];
  const entries = items.filter((item) => typeof item === 'object');
  return [
    list,
    Object.fromEntries(
      entries.map((each) => [String(each['Name']), typeof each['Value'] === 'object' ? jsonOf(each['Value']) : {}]),
    ),
  ];
}

function xmlOf(operation: string, output: JsonObject): XmlObject {
  return Object.fromEntries(Object.entries(output).map(([name, value]) => element(operation, name, value ?? null)));
}

/** Source: the result elements of each action in the API Reference. */
function element(operation: string, name: string, value: JsonValue): readonly [string, XmlValue] {
  switch (name) {
    case 'Messages':
      return ['Message', structures(operation, value)];
    case 'QueueUrls':
    case 'queueUrls':
      return ['QueueUrl', value as readonly string[]];
    case 'Attributes':
      return ['Attribute', pairs(value, 'Name')];
    case 'Tags':
      return ['Tag', pairs(value, 'Key')];
    case 'MessageAttributes':
      return [
        'MessageAttribute',
        Object.entries(value as JsonObject).map(([Name, each]) => ({ Name, Value: each as XmlObject })),
      ];
    case 'Successful':
      return [`${operation}ResultEntry`, structures(operation, value)];
    case 'Failed':
      return ['BatchResultErrorEntry', structures(operation, value)];
    case 'Results':
      return [`${operation}ResultEntry`, structures(operation, value)];
    default:
      return [name, value as XmlValue];
  }
}

const structures = (operation: string, value: JsonValue): readonly XmlObject[] =>
  (value as readonly JsonObject[]).map((each) => xmlOf(operation, each));

const pairs = (value: JsonValue, key: 'Name' | 'Key'): readonly XmlObject[] =>
  Object.entries(value as JsonObject).map(([name, each]) => ({ [key]: name, Value: String(each) }));
