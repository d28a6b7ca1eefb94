import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject, type JsonValue } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';
import { isList, isObject } from '../values/read-value.ts';
import { checkWrite, consume, planWrite, writeOf } from '../writes/plan-write.ts';
import { readWriteAction, type WriteAction } from '../writes/write-action.ts';
import { Capacity, capacityReport } from './capacity.ts';
import { checkTableName, structure } from './input.ts';
import { attributesKey, leadingKeys } from './leading-keys.ts';
import { refuseItemCollectionMetrics } from './refusals.ts';
import { onTable, tableArn } from './table-operation.ts';

interface WritesOfTable {
  readonly table: string;
  readonly actions: readonly WriteAction[];
}

const MOST_WRITES = 25;

/** Each write by itself is all or nothing; the batch is not. Source: Amazon DynamoDB API Reference, BatchWriteItem. */
export const batchWriteItem = operation({
  name: 'BatchWriteItem',
  parse({ input }) {
    refuseItemCollectionMetrics(input);
    const tables = Object.entries(structure(input, 'RequestItems')).map(([table, given]): WritesOfTable => {
      checkTableName(table);
      if (!isList(given) || given.length === 0) throw batchTooLarge();
      return { table, actions: given.map((each) => readRequest(table, each)) };
    });
    const count = tables.reduce((sum, { actions }) => sum + actions.length, 0);
    if (count === 0 || count > MOST_WRITES) throw batchTooLarge();
    return { tables, report: capacityReport(input) };
  },
  permissions: ({ report, tables }, state: DynamodbState, region) =>
    tables.map(({ actions, table }) => {
      const arn = tableArn(table, state, region);
      const configuration = state.find(arn)?.configuration;
      const items = actions.map(({ item }) => item);
      return onTable('BatchWriteItem', arn, configuration, {
        ...leadingKeys(items, configuration),
        ...attributesKey(items.flatMap((item) => Object.keys(item))),
        'dynamodb:ReturnConsumedCapacity': report,
      });
    }),
  async run({ report, tables }, { principal, region }, state) {
    const opened = tables.map(({ actions, table: name }) => {
      const table = state.open(tableArn(name, state, region), principal);
      for (const action of actions) checkWrite(action, table.configuration);
      const keys = actions.map(({ item }) => JSON.stringify(table.keyOf(item)));
      if (new Set(keys).size < keys.length) {
        throw new ValidationException('Provided list of item keys contains duplicates');
      }
      return { actions, table };
    });
    const consumed: JsonObject[] = [];
    for (const { actions, table } of opened) {
      const planned = await table.mutex.run(async () => {
        const plans = actions.map((action) => planWrite(action, table));
        await table.commit(plans.map(writeOf));
        return plans;
      });
      state.tidy(table);
      const capacity = new Capacity(table.configuration, state.metrics);
      for (const plan of planned) consume(plan, table.configuration, capacity);
      consumed.push(capacity.toJson(report) ?? {});
    }
    return json({ UnprocessedItems: {}, ...(report !== 'NONE' && { ConsumedCapacity: consumed }) });
  },
});

function readRequest(table: string, given: JsonValue): WriteAction {
  const [kind, member] = (
    [
      ['Put', 'PutRequest'],
      ['Delete', 'DeleteRequest'],
    ] as const
  ).filter(([, each]) => isObject(given) && isObject(given[each]))[0] ?? ['Put', undefined];
  if (!isObject(given) || member === undefined || Object.keys(given).length !== 1) {
    throw new ValidationException(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  const { Item, Key } = given[member] as JsonObject;
  return readWriteAction(kind, {
    TableName: table,
    ...(Item !== undefined && { Item }),
    ...(Key !== undefined && { Key }),
  });
}

const batchTooLarge = (): ValidationException =>
  new ValidationException(
    `1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to ${MOST_WRITES}, Member must have length greater than or equal to 1]`,
  );
