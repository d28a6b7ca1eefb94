import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { Projection } from '../expressions/projection.ts';
import type { DynamodbState } from '../state.ts';
import { checkKey } from '../table/keys.ts';
import type { Item } from '../values/attribute-value.ts';
import { isObject, readItem } from '../values/read-value.ts';
import { Capacity, capacityReport, readUnits } from './capacity.ts';
import { checkTableName, flag, refuseLegacy, structure, structures } from './input.ts';
import { leadingKeys } from './leading-keys.ts';
import { projected, readContext, readProjection } from './read-projection.ts';
import { onTable, tableArn } from './table-operation.ts';

interface KeysOfTable {
  readonly table: string;
  readonly keys: readonly Item[];
  readonly projection: Projection | undefined;
  readonly consistent: boolean;
  /** As the request has it, for what stays unprocessed. */
  readonly given: JsonObject;
}

const MOST_KEYS = 100;
const MOST_BYTES = 16 * 1024 * 1024;

/** Source: Amazon DynamoDB API Reference, BatchGetItem. */
export const batchGetItem = operation({
  name: 'BatchGetItem',
  parse({ input }) {
    const tables = Object.entries(structure(input, 'RequestItems')).map(([table, given]): KeysOfTable => {
      checkTableName(table);
      if (!isObject(given)) throw new ValidationException(`RequestItems: ${table} must be a structure`);
      refuseLegacy('BatchGetItem', given);
      const keys = structures(given, 'Keys').map((key) => readItem(key));
      if (new Set(keys.map((key) => JSON.stringify(key))).size < keys.length) {
        throw new ValidationException('Provided list of item keys contains duplicates');
      }
      return { table, keys, projection: readProjection(given), consistent: flag(given, 'ConsistentRead'), given };
    });
    const count = tables.reduce((sum, { keys }) => sum + keys.length, 0);
    if (count === 0) throw new ValidationException('The requestItems parameter is required for BatchGetItem');
    if (count > MOST_KEYS) throw new ValidationException('Too many items requested for the BatchGetItem call');
    return { tables, report: capacityReport(input) };
  },
  permissions: ({ report, tables }, state: DynamodbState, region) =>
    tables.map(({ keys, projection, table }) => {
      const arn = tableArn(table, state, region);
      const configuration = state.find(arn)?.configuration;
      return onTable('BatchGetItem', arn, configuration, {
        ...leadingKeys(keys, configuration),
        ...readContext(keys, projection),
        'dynamodb:ReturnConsumedCapacity': report,
      });
    }),
  run({ report, tables }, { principal, region }, state) {
    const responses: Record<string, JsonObject[]> = {};
    const unprocessed: Record<string, JsonObject> = {};
    const consumed: JsonObject[] = [];
    let bytes = 0;
    const opened = tables.map((each) => {
      const table = state.open(tableArn(each.table, state, region), principal);
      for (const key of each.keys) checkKey(key, table.configuration);
      return { ...each, items: table.items, configuration: table.configuration };
    });
    for (const { configuration, consistent, given, items, keys, projection, table } of opened) {
      const found: JsonObject[] = [];
      const capacity = new Capacity(configuration, state.metrics);
      for (const [at, key] of keys.entries()) {
        const row = items.get(key);
        // The rest does not fit into one answer: the client asks again for it.
        if (bytes + (row?.size ?? 0) > MOST_BYTES) {
          unprocessed[table] = { ...given, Keys: keys.slice(at) as unknown as readonly JsonObject[] };
          break;
        }
        bytes += row?.size ?? 0;
        capacity.read(readUnits(row?.size ?? 0, consistent ? 'consistent' : 'eventual'));
        if (row !== undefined) found.push(projected(row.item, projection) as JsonObject);
      }
      responses[table] = found;
      consumed.push(capacity.toJson(report) ?? {});
    }
    return json({
      Responses: responses,
      UnprocessedKeys: unprocessed,
      ...(report !== 'NONE' && { ConsumedCapacity: consumed }),
    });
  },
});
