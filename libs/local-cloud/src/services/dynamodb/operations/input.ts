import { NotSupportedError } from '../../../kernel/errors.ts';
import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { SerializationException, ValidationException } from '../errors.ts';
import { isList, isObject } from '../values/read-value.ts';

/* Members of a request, checked as DynamoDB checks them; each throws its error in AWS's words. */

export const violated = (member: string, value: JsonValue | undefined, constraint: string): ValidationException =>
  new ValidationException(
    `1 validation error detected: Value ${value === undefined || value === null ? 'null' : `'${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`} at '${member[0]?.toLowerCase()}${member.slice(1)}' failed to satisfy constraint: ${constraint}`,
  );

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new SerializationException(`${member} must be a string`);
  return value;
}

export function flag(input: JsonObject, member: string): boolean {
  const value = input[member];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw new SerializationException(`${member} must be a boolean`);
  return value;
}

export function wholeNumber(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new SerializationException(`${member} must be a whole number`);
  }
  if (value < least) throw violated(member, value, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw violated(member, value, `Member must have value less than or equal to ${most}`);
  return value;
}

export function oneOf<Value extends string>(
  input: JsonObject,
  member: string,
  values: readonly Value[],
): Value | undefined {
  const value = text(input, member);
  if (value === undefined) return undefined;
  const found = values.find((each) => each === value);
  if (found === undefined) throw violated(member, value, `Member must satisfy enum value set: [${values.join(', ')}]`);
  return found;
}

export function structure(input: JsonObject, member: string): JsonObject {
  const value = input[member];
  if (value === undefined || value === null) throw violated(member, value, 'Member must not be null');
  if (!isObject(value)) throw new SerializationException(`${member} must be a structure`);
  return value;
}

export function structures(input: JsonObject, member: string): readonly JsonObject[] {
  const value = input[member];
  if (value === undefined || value === null) throw violated(member, value, 'Member must not be null');
  if (!isList(value) || !value.every(isObject))
    throw new SerializationException(`${member} must be a list of structures`);
  return value as readonly JsonObject[];
}

/** The name of a table, or its ARN. */
export function tableName(input: JsonObject): string {
  const name = text(input, 'TableName');
  if (name === undefined) throw violated('TableName', name, 'Member must not be null');
  checkTableName(name);
  return name;
}

export function checkTableName(name: string): void {
  if (name.startsWith('arn:')) return;
  if (name.length < 1) throw violated('TableName', name, 'Member must have length greater than or equal to 1');
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) {
    throw violated('TableName', name, 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  }
  if (name.length < 3 || name.length > 255) {
    throw new ValidationException('TableName must be at least 3 characters long and at most 255 characters long');
  }
}

/** What expressions took the place of; refused by name. Source: DynamoDB Developer Guide, "Legacy DynamoDB conditional parameters". */
const legacy: Readonly<Record<string, string>> = {
  AttributesToGet: 'ProjectionExpression',
  AttributeUpdates: 'UpdateExpression',
  ConditionalOperator: 'ConditionExpression or FilterExpression',
  Expected: 'ConditionExpression',
  KeyConditions: 'KeyConditionExpression',
  QueryFilter: 'FilterExpression',
  ScanFilter: 'FilterExpression',
};

export function refuseLegacy(operation: string, input: JsonObject): void {
  for (const [member, instead] of Object.entries(legacy)) {
    if (input[member] === undefined || input[member] === null) continue;
    throw new NotSupportedError(`the legacy parameter ${member} of ${operation}`, `Use ${instead}.`);
  }
}
