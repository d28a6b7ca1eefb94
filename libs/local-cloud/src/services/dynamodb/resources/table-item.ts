import { json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { AwsError } from '../../../kernel/errors.ts';
import { text } from '../../../kernel/properties.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { attributeOf, scalarOf, type Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';

export const TABLE_ITEM = 'aws:dynamodb/tableItem:TableItem';

/** An item that a program puts into a table. Source: the provider's TableItem; Amazon DynamoDB API Reference, PutItem. */
export const tableItem: ResourceModel = {
  token: TABLE_ITEM,
  inputs: object({
    hashKey: required(string),
    item: required(json),
    rangeKey: string,
    tableName: required(string),
  }),
  replaceOn: ['hashKey', 'rangeKey', 'tableName'],
  check(inputs) {
    try {
      const item = readDeclaredItem(text(inputs, 'item') ?? '');
      return [text(inputs, 'hashKey'), text(inputs, 'rangeKey')]
        .filter((name) => name !== undefined)
        .filter((name) => attributeOf(item, name) === undefined)
        .map(
          (name) =>
            `ValidationException: One or more parameter values were invalid: Missing the key ${name} in the item`,
        );
    } catch (error) {
      if (error instanceof SyntaxError) return ['The item is not valid JSON.'];
      if (error instanceof AwsError) return [`${error.code}: ${error.message}`];
      throw error;
    }
  },
  outputs(inputs) {
    const item = readDeclaredItem(text(inputs, 'item') ?? '{}');
    const [table, hash, range] = [text(inputs, 'tableName'), text(inputs, 'hashKey'), text(inputs, 'rangeKey')];
    const valueOf = (name: string | undefined): string => {
      const value = name === undefined ? undefined : attributeOf(item, name);
      return (value && scalarOf(value)) ?? '';
    };
    const [hashKeyValue, rangeKeyValue] = [valueOf(hash), valueOf(range)];
    return { id: `${table}|${hash}||${hashKeyValue}|${rangeKeyValue}`, outputs: { hashKeyValue, rangeKeyValue } };
  },
};

/** An item in DynamoDB's JSON. Throws SyntaxError, ValidationException, SerializationException. */
export const readDeclaredItem = (item: string): Item => readItem(JSON.parse(item) as JsonObject);
