import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { SerializationException, ValidationException } from '../errors.ts';
import { attributeTypes, type AttributeType, type AttributeValue, type Item } from './attribute-value.ts';
import { normaliseNumber } from './number.ts';

const MOST_LEVELS = 32;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Checks an item of a request and brings it into normal form. Throws ValidationException, SerializationException. */
export function readItem(value: JsonValue | undefined): Item {
  return readMap(value, 0);
}

/** Checks one value of a request. Throws ValidationException, SerializationException. */
export function readValue(value: JsonValue | undefined): AttributeValue {
  return readAt(value, 0);
}

function readMap(value: JsonValue | undefined, level: number): Item {
  if (!isObject(value)) throw new SerializationException('Start of structure or map found where not expected.');
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, readAt(each, level)]));
}

function readAt(value: JsonValue | undefined, level: number): AttributeValue {
  if (level > MOST_LEVELS) {
    throw new ValidationException('Nesting Levels have exceeded supported limits: Attributes nested > 32 levels');
  }
  if (!isObject(value)) throw new SerializationException('Unexpected value type in payload');
  const types = attributeTypes.filter((type) => value[type] !== undefined && value[type] !== null);
  const [type] = types;
  if (type === undefined) {
    throw new ValidationException(
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    );
  }
  if (types.length > 1) {
    throw new ValidationException(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return readTyped(type, value[type] as JsonValue, level);
}

function readTyped(type: AttributeType, value: JsonValue, level: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: text(value) };
    case 'N':
      return { N: normaliseNumber(text(value)) };
    case 'B':
      return { B: binary(value) };
    case 'BOOL':
      if (typeof value !== 'boolean') throw new SerializationException('Unexpected token received from parser');
      return { BOOL: value };
    case 'NULL':
      if (typeof value !== 'boolean') throw new SerializationException('Unexpected token received from parser');
      if (!value) throw invalid('Null attribute value types must have the value of true');
      return { NULL: true };
    case 'M':
      return { M: readMap(value, level + 1) };
    case 'L':
      return { L: list(value).map((each) => readAt(each, level + 1)) };
    case 'SS':
      return { SS: stringSet(list(value).map(text)) };
    case 'NS':
      return { NS: numberSet(list(value).map(text)) };
    case 'BS':
      return { BS: binarySet(list(value).map(binary)) };
  }
}

function stringSet(members: readonly string[]): readonly string[] {
  if (members.length === 0) throw invalid('An string set  may not be empty');
  if (hasDuplicates(members)) throw invalid(`Input collection [${members.join(', ')}] contains duplicates.`);
  return members;
}

function numberSet(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) throw invalid('An number set  may not be empty');
  const members = texts.map(normaliseNumber);
  if (hasDuplicates(members)) throw new ValidationException('Input collection contains duplicates');
  return members;
}

function binarySet(members: readonly string[]): readonly string[] {
  if (members.length === 0) throw invalid('Binary sets should not be empty');
  if (hasDuplicates(members)) throw invalid(`Input collection [${members.join(', ')}]of type BS contains duplicates.`);
  return members;
}

const hasDuplicates = (members: readonly string[]): boolean => new Set(members).size < members.length;

function text(value: JsonValue): string {
  if (typeof value !== 'string') {
    throw new SerializationException(`${jsonType(value)} cannot be converted to String`);
  }
  return value;
}

function binary(value: JsonValue): string {
  const encoded = text(value);
  if (!base64.test(encoded)) throw new SerializationException('The value is not valid base64.');
  return Buffer.from(encoded, 'base64').toString('base64');
}

function list(value: JsonValue): readonly JsonValue[] {
  if (!isList(value)) throw new SerializationException('Unexpected field type');
  return value;
}

function jsonType(value: JsonValue): string {
  if (typeof value === 'number') return 'NUMBER_VALUE';
  return typeof value === 'boolean' ? `${String(value).toUpperCase()}_VALUE` : 'class com.amazon.coral.value.json';
}

const invalid = (reason: string): ValidationException =>
  new ValidationException(`One or more parameter values were invalid: ${reason}`);

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
