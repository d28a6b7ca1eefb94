import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { TransactionCanceledException, ValidationException } from '../errors.ts';
import type { Projection } from '../expressions/projection.ts';
import type { DynamodbState } from '../state.ts';
import { checkKey } from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { Capacity, capacityReport, readUnits } from './capacity.ts';
import { structure, structures, tableName } from './input.ts';
import { leadingKeys } from './leading-keys.ts';
import { projected, readContext, readProjection } from './read-projection.ts';
import { onTable, tableArn } from './table-operation.ts';

interface Get {
  readonly table: string;
  readonly key: Item;
  readonly projection: Projection | undefined;
}

const MOST_ITEMS = 100;

/** Source: Amazon DynamoDB API Reference, TransactGetItems. */
export const transactGetItems = operation({
  name: 'TransactGetItems',
  parse({ input }) {
    const items = structures(input, 'TransactItems');
    if (items.length === 0 || items.length > MOST_ITEMS) {
      throw new ValidationException(
        `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${MOST_ITEMS}, and greater than or equal to 1`,
      );
    }
    const gets = items.map((each): Get => {
      const get = structure(each, 'Get');
      return { table: tableName(get), key: readItem(structure(get, 'Key')), projection: readProjection(get) };
    });
    return { gets, report: capacityReport(input) };
  },
  permissions: ({ gets }, state: DynamodbState, region) =>
    gets.map(({ key, projection, table }) => {
      const arn = tableArn(table, state, region);
      const configuration = state.find(arn)?.configuration;
      return onTable('GetItem', arn, configuration, {
        ...leadingKeys([key], configuration),
        ...readContext([key], projection),
        'dynamodb:EnclosingOperation': 'TransactGetItems',
      });
    }),
  run({ gets, report }, { principal, region }, state) {
    const opened = gets.map((get) => ({ ...get, table: state.open(tableArn(get.table, state, region), principal) }));
    check(opened);
    const capacities = new Map<string, Capacity>();
    const responses = opened.map(({ key, projection, table }): JsonObject => {
      const { name } = table.configuration;
      const row = table.items.get(key);
      const capacity = capacities.get(name) ?? new Capacity(table.configuration, state.metrics);
      capacities.set(name, capacity);
      capacity.read(readUnits(row?.size ?? 0, 'transaction'));
      return row === undefined ? {} : { Item: projected(row.item, projection) as JsonObject };
    });
    const consumed = [...capacities.values()]
      .map((each) => each.toJson(report, true))
      .filter((each) => each !== undefined);
    return json({ Responses: responses, ...(consumed.length > 0 && { ConsumedCapacity: consumed }) });
  },
});

function check(gets: readonly { readonly key: Item; readonly table: Table }[]): void {
  const reasons = gets.map(({ key, table }) => {
    try {
      checkKey(key, table.configuration);
      return { code: 'None' };
    } catch (error) {
      if (!(error instanceof ValidationException)) throw error;
      return { code: 'ValidationError', message: error.message };
    }
  });
  if (reasons.some(({ code }) => code !== 'None')) throw new TransactionCanceledException(reasons);
}
