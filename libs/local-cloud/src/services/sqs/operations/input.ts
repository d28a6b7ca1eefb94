import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { InvalidAddress, InvalidParameterValue, MissingParameter } from '../errors.ts';
import type { MessageAttribute, MessageAttributes } from '../queue/content.ts';
import { parseQueueUrl, type QueueAddress } from '../queue-url.ts';

/* Members of a request, checked as SQS checks them; each throws its error in AWS's words. */

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(member, value, 'Must be a string.');
  return value;
}

export function requiredText(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined || value === '') throw new MissingParameter(member);
  return value;
}

export function wholeNumber(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw invalid(member, value, `Must be between ${least} and ${most}, if provided.`);
  }
  return value;
}

export function texts(input: JsonObject, member: string): readonly string[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!isList(value) || !value.every((each) => typeof each === 'string'))
    throw invalid(member, value, 'Must be a list of strings.');
  return value as readonly string[];
}

/** A list of structures. */
export function structures(input: JsonObject, member: string): readonly JsonObject[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!isList(value) || !value.every(isObject)) throw invalid(member, value, 'Must be a list of structures.');
  return value as readonly JsonObject[];
}

export function queueAddress(input: JsonObject, member = 'QueueUrl'): QueueAddress {
  const url = requiredText(input, member);
  const address = parseQueueUrl(url);
  if (address === undefined) throw new InvalidAddress(url);
  return address;
}

/** `MessageAttributes` or `MessageSystemAttributes`. */
export function attributes(input: JsonObject, member: string): MessageAttributes {
  const value = input[member];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw invalid(member, value, 'Must be a map.');
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, attribute(name, each ?? null)]));
}

function attribute(name: string, value: JsonValue): MessageAttribute {
  if (!isObject(value)) throw new InvalidParameterValue(`The message attribute '${name}' must contain a value.`);
  for (const list of ['StringListValues', 'BinaryListValues']) {
    const given = value[list];
    if (Array.isArray(given) && given.length > 0)
      throw new InvalidParameterValue(`Message attribute list values in SendMessage operation are not supported.`);
  }
  const dataType = text(value, 'DataType');
  if (dataType === undefined)
    throw new InvalidParameterValue(`The message attribute '${name}' must contain a non-empty message attribute type.`);
  const stringValue = text(value, 'StringValue');
  const binaryValue = text(value, 'BinaryValue');
  return {
    dataType,
    ...(stringValue !== undefined && { stringValue }),
    ...(binaryValue !== undefined && { binaryValue }),
  };
}

export function invalid(member: string, value: JsonValue | undefined, reason: string): InvalidParameterValue {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return new InvalidParameterValue(
    `Value ${shown.slice(0, 200)} for parameter ${member} is invalid. Reason: ${reason}`,
  );
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
