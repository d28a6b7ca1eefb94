import { ValidationException } from '../errors.ts';
import type { KeyAttribute } from '../expressions/key-condition.ts';
import { attributeOf, typeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { sizeOf } from '../values/size.ts';
import { keysOf, type IndexConfiguration, type TableConfiguration } from './table-configuration.ts';

/*
 * Source: DynamoDB Developer Guide, "Constraints in Amazon DynamoDB", and the messages DynamoDB answers with.
 */

const invalid = (reason: string): ValidationException =>
  new ValidationException(`One or more parameter values were invalid: ${reason}`);

const NO_MATCH = 'The provided key element does not match the schema';

/** Throws ValidationException unless these are the key attributes of the table, and nothing else. */
export function checkKey(key: Item, table: TableConfiguration): void {
  const keys = keysOf(table.schema);
  if (Object.keys(key).length !== keys.length) throw new ValidationException(NO_MATCH);
  for (const attribute of keys) {
    const value = attributeOf(key, attribute.name);
    if (value === undefined || typeOf(value) !== attribute.type) throw new ValidationException(NO_MATCH);
  }
  checkKeyValues(key, table);
}

/** Throws ValidationException unless the item has the key attributes of the table, and index keys of the right types. */
export function checkItem(item: Item, table: TableConfiguration): void {
  for (const { name, type } of keysOf(table.schema)) {
    const value = attributeOf(item, name);
    if (value === undefined) throw invalid(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type)
      throw invalid(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
  }
  checkKeyValues(item, table);
  checkIndexKeys(item, table);
}

/** Index keys may be missing, but not of another type, nor empty. */
export function checkIndexKeys(item: Item, { indexes, schema }: TableConfiguration): void {
  const own = new Set(keysOf(schema).map(({ name }) => name));
  for (const index of indexes) {
    for (const { name, type } of keysOf(index.schema)) {
      const value = own.has(name) ? undefined : attributeOf(item, name);
      if (value === undefined) continue;
      if (typeOf(value) !== type) {
        throw invalid(
          `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
      }
      if (isEmpty(value)) {
        throw new ValidationException(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind(value)} value. IndexName: ${index.name}, IndexKey: ${name}`,
        );
      }
      checkSize(value, name === index.schema.hash.name);
    }
  }
}

/** Throws ValidationException unless a start key has the keys of the table and of the index, and nothing else. */
export function checkStartKey(key: Item, table: TableConfiguration, index: IndexConfiguration | undefined): void {
  const keys = new Map<string, KeyAttribute>(
    [...keysOf(table.schema), ...(index === undefined ? [] : keysOf(index.schema))].map((each) => [each.name, each]),
  );
  const fits =
    Object.keys(key).length === keys.size &&
    [...keys.values()].every(({ name, type }) => {
      const value = attributeOf(key, name);
      return value !== undefined && typeOf(value) === type;
    });
  if (!fits) throw new ValidationException('The provided starting key is invalid');
}

function checkKeyValues(item: Item, { schema }: TableConfiguration): void {
  for (const { name } of keysOf(schema)) {
    const value = attributeOf(item, name) as AttributeValue;
    if (isEmpty(value)) {
      throw new ValidationException(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind(value)} value. Key: ${name}`,
      );
    }
    checkSize(value, name === schema.hash.name);
  }
}

function checkSize(value: AttributeValue, isHash: boolean): void {
  const bytes = sizeOf(value);
  if (isHash && bytes > 2048) {
    throw invalid('Size of hashkey has exceeded the maximum size limit of2048 bytes');
  }
  if (!isHash && bytes > 1024) {
    throw invalid('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
  }
}

const isEmpty = (value: AttributeValue): boolean =>
  ('S' in value && value.S === '') || ('B' in value && value.B === '');

const kind = (value: AttributeValue): string => ('S' in value ? 'string' : 'binary');
