import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { InvalidParameter } from '../errors.ts';

/* Members of a request. */

export function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new InvalidParameter(`${member} must be a string.`);
  return value;
}

export function requiredText(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined || value === '') throw new InvalidParameter(`${member} is required.`);
  return value;
}

export function texts(input: JsonObject, member: string): readonly string[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw new InvalidParameter(`${member} must be a list.`);
  return value.map((each) => requiredText({ [member]: each }, member));
}

/** Milliseconds since the epoch; the wire has seconds. */
export function timestamp(input: JsonObject, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw new InvalidParameter(`${member} must be a time.`);
  return Math.round(value * 1000);
}

export function structures(input: JsonObject, member: string): readonly JsonObject[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!isList(value) || !value.every(isStructure))
    throw new InvalidParameter(`${member} must be a list of structures.`);
  return value;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isStructure = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
