import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { InvalidParameterValue, MissingRequiredParameter, ValidationProblem } from '../errors.ts';
import { UNITS } from '../metrics/metric.ts';

/* Members of a request, checked as CloudWatch checks them. */

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(member, value, 'Member must be a string');
  return value;
}

export function requiredText(input: JsonObject, member: string, most = 255): string {
  const value = text(input, member);
  if (value === undefined || value === '') throw new MissingRequiredParameter(member);
  if (value.length > most) throw invalid(member, value, `Member must have length less than or equal to ${most}`);
  return value;
}

export function number(input: JsonObject, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  // Json has no other way to write them.
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  if (typeof value !== 'number') throw invalid(member, value, 'Member must be a number');
  return value;
}

export function requiredNumber(input: JsonObject, member: string): number {
  const value = number(input, member);
  if (value === undefined) throw new MissingRequiredParameter(member);
  return value;
}

export function wholeNumber(input: JsonObject, member: string, least: number, most: number): number | undefined {
  const value = number(input, member);
  if (value === undefined) return undefined;
  if (!Number.isInteger(value)) throw invalid(member, value, 'Member must be an integer');
  if (value < least) throw invalid(member, value, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw invalid(member, value, `Member must have value less than or equal to ${most}`);
  return value;
}

/** Milliseconds since the epoch; the wire has seconds. */
export function timestamp(input: JsonObject, member: string): number | undefined {
  const value = number(input, member);
  return value === undefined ? undefined : Math.round(value * 1000);
}

export function requiredTimestamp(input: JsonObject, member: string): number {
  const value = timestamp(input, member);
  if (value === undefined) throw new MissingRequiredParameter(member);
  return value;
}

export function choice<Word extends string>(
  input: JsonObject,
  member: string,
  words: readonly Word[],
): Word | undefined {
  const value = text(input, member);
  if (value === undefined) return undefined;
  const word = words.find((each) => each === value);
  if (word === undefined) throw invalid(member, value, `Member must satisfy enum value set: [${words.join(', ')}]`);
  return word;
}

export function unit(input: JsonObject): string | undefined {
  const value = text(input, 'Unit');
  if (value !== undefined && !UNITS.includes(value))
    throw new InvalidParameterValue(`The parameter Unit must be a value in the set [ ${UNITS.join(', ')} ]`);
  return value;
}

export function texts(input: JsonObject, member: string): readonly string[] {
  const values = list(input, member);
  if (!values.every((each) => typeof each === 'string'))
    throw invalid(member, values, 'Member must be a list of strings');
  return values;
}

export function numbers(input: JsonObject, member: string): readonly number[] {
  return list(input, member).map((each) => requiredNumber({ [member]: each }, member));
}

/** A list of structures. */
export function structures(input: JsonObject, member: string): readonly JsonObject[] {
  const values = list(input, member);
  if (!values.every(isObject)) throw invalid(member, values, 'Member must be a list of structures');
  return values;
}

export function structure(input: JsonObject, member: string): JsonObject | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalid(member, value, 'Member must be a structure');
  return value;
}

/** Source: Amazon CloudWatch API Reference, Dimension. */
export function dimensions(input: JsonObject): Readonly<Record<string, string>> {
  const given = structures(input, 'Dimensions');
  if (given.length > 30)
    throw new InvalidParameterValue('The collection Dimensions must not have a size greater than 30.');
  const found: Record<string, string> = {};
  for (const each of given) {
    const name = requiredText(each, 'Name');
    if (name.startsWith(':'))
      throw new InvalidParameterValue(`The dimension name ${name} must not begin with a colon.`);
    if (Object.hasOwn(found, name)) throw new InvalidParameterValue(`The dimension ${name} is given twice.`);
    found[name] = requiredText(each, 'Value', 1024);
  }
  return found;
}

export function invalid(member: string, value: unknown, constraint: string): ValidationProblem {
  const shown = typeof value === 'object' ? JSON.stringify(value) : `'${String(value)}'`;
  return new ValidationProblem(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

function list(input: JsonObject, member: string): readonly JsonValue[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw invalid(member, value, 'Member must be a list');
  return value;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
