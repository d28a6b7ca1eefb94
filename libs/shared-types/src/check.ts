import { NumberText } from './number-text.ts';
import type {
  DecimalSchema,
  IntegerSchema,
  ObjectSchema,
  RecordSchema,
  Schema,
  StringSchema,
  TypeOf,
} from './schema.ts';

/** One thing wrong with one field. `field` is a dotted path, `''` for the whole value; `message` never quotes the value. */
export interface FieldError {
  field: string;
  message: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; errors: FieldError[] };

/** Errors reported at once: enough to mend a request in one go, few enough to bound the answer. */
const MAX_ERRORS = 20;

/**
 * Whether `value` (as JSON.parse made it, or parseExactJson where the schema has decimals) is what `schema` describes, and if not, what is wrong where, at most 20 errors.
 * Its verdict is that of a JSON Schema draft-04 validator for the same literal; the spec compares the two.
 */
export function check<const S extends Schema>(schema: S, value: unknown): Result<TypeOf<S>> {
  const errors: FieldError[] = [];
  checkValue(schema, value, '', errors);
  return errors.length === 0 ? { ok: true, value: value as TypeOf<S> } : { ok: false, errors };
}

function checkValue(schema: Schema, value: unknown, path: string, errors: FieldError[]): void {
  if (schema.type === 'object') return checkObject(schema, value, path, errors);
  const message = faultOf(schema, value);
  if (message !== undefined) report(errors, path, message);
}

function faultOf(schema: StringSchema | IntegerSchema | DecimalSchema, value: unknown): string | undefined {
  if (schema.type === 'string') return stringFault(schema, value);
  return schema.type === 'integer' ? integerFault(schema, value) : decimalFault(schema, value);
}

function decimalFault({ description, pattern }: DecimalSchema, value: unknown): string | undefined {
  if (value instanceof NumberText) return undefined;
  if (typeof value === 'number') return 'must be read exactly, not as a binary float';
  if (typeof value !== 'string') return `must be a number or a string, not ${kindOf(value)}`;
  return regExp(pattern).test(value) ? undefined : description;
}

function integerFault({ minimum, maximum }: IntegerSchema, value: unknown): string | undefined {
  if (typeof value !== 'number') return `must be a whole number, not ${kindOf(value)}`;
  return Number.isInteger(value) && value >= minimum && value <= maximum
    ? undefined
    : `must be a whole number from ${minimum} to ${maximum}`;
}

function stringFault(schema: StringSchema, value: unknown): string | undefined {
  if (typeof value !== 'string') return `must be a string, not ${kindOf(value)}`;
  if (schema.enum && !schema.enum.includes(value)) return `must be one of: ${schema.enum.join(', ')}`;
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  // UTF-16 length bounds the code point count on both sides, so long contents are not walked.
  if (value.length < minLength || (value.length < 2 * minLength && codePoints(value) < minLength))
    return minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`;
  if (value.length > maxLength && codePoints(value) > maxLength) return `must have at most ${maxLength} characters`;
  if (pattern !== undefined && !regExp(pattern).test(value)) return schema.description ?? `must match ${pattern}`;
  return undefined;
}

function checkObject(schema: RecordSchema | ObjectSchema, value: unknown, path: string, errors: FieldError[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof NumberText) {
    return report(errors, path, `must be an object, not ${kindOf(value)}`);
  }
  const properties = 'properties' in schema ? schema.properties : {};
  for (const name of 'required' in schema ? schema.required : []) {
    if (!Object.hasOwn(value, name)) report(errors, join(path, name), 'is required');
  }
  for (const [name, member] of Object.entries(value)) {
    if (errors.length >= MAX_ERRORS) return;
    const memberSchema = Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties;
    if (memberSchema) checkValue(memberSchema, member, join(path, name), errors);
    else report(errors, join(path, name), 'is not a known field');
  }
}

function report(errors: FieldError[], field: string, message: string): void {
  if (errors.length < MAX_ERRORS) errors.push({ field, message });
}

/** Names come from the caller: cut, so that an error cannot carry a document back. */
function join(path: string, name: string): string {
  const short = name.length > 64 ? `${name.slice(0, 64)}…` : name;
  return path === '' ? short : `${path}.${short}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof NumberText) return 'a number';
  return Array.isArray(value) ? 'an array' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const compiled = new Map<string, RegExp>();

function regExp(pattern: string): RegExp {
  let found = compiled.get(pattern);
  if (!found) compiled.set(pattern, (found = new RegExp(pattern, 'u')));
  return found;
}
