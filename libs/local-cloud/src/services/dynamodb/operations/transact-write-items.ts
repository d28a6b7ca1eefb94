import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { DynamodbState } from '../state.ts';
import { digestOf, type Table } from '../table/table.ts';
import { transact } from '../transactions/transact.ts';
import { sizeOfItem } from '../values/size.ts';
import { isObject } from '../values/read-value.ts';
import { consume } from '../writes/plan-write.ts';
import { attributesOf, readWriteAction, type WriteAction, type WriteKind } from '../writes/write-action.ts';
import { Capacity, capacityReport, readUnits, writeUnits } from './capacity.ts';
import { structures, text } from './input.ts';
import { attributesKey, leadingKeys } from './leading-keys.ts';
import { refuseItemCollectionMetrics } from './refusals.ts';
import { onTable, tableArn } from './table-operation.ts';

const MOST_ITEMS = 100;
const MOST_BYTES = 4 * 1024 * 1024;
const kinds: readonly WriteKind[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];
const actionNames: Readonly<Record<WriteKind, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** Source: Amazon DynamoDB API Reference, TransactWriteItems. */
export const transactWriteItems = operation({
  name: 'TransactWriteItems',
  parse({ input }) {
    refuseItemCollectionMetrics(input);
    const items = structures(input, 'TransactItems');
    if (items.length === 0 || items.length > MOST_ITEMS) {
      throw new ValidationException(
        `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${MOST_ITEMS}, and greater than or equal to 1`,
      );
    }
    const actions = items.map(readAction);
    if (actions.reduce((bytes, { item }) => bytes + sizeOfItem(item), 0) > MOST_BYTES) {
      throw new ValidationException('Transaction request cannot include items larger than 4 MB in total');
    }
    const token = text(input, 'ClientRequestToken');
    if (token !== undefined && (token.length < 1 || token.length > 36)) {
      throw new ValidationException(
        `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length between 1 and 36`,
      );
    }
    return { actions, token, digest: digestOf(items), report: capacityReport(input) };
  },
  permissions: ({ actions }, state: DynamodbState, region) =>
    actions.map((action) => {
      const arn = tableArn(action.table, state, region);
      const configuration = state.find(arn)?.configuration;
      return onTable(actionNames[action.kind], arn, configuration, {
        ...leadingKeys([action.item], configuration),
        ...attributesKey(attributesOf(action)),
        'dynamodb:EnclosingOperation': 'TransactWriteItems',
      });
    }),
  async run({ actions, digest, report, token }, { now, principal, region }, state) {
    const parts = actions.map((action) => ({
      action,
      table: state.open(tableArn(action.table, state, region), principal),
    }));
    checkDistinct(parts);
    const capacities = new Map<Table, Capacity>();
    const capacityOf = (table: Table): Capacity => {
      const capacity = capacities.get(table) ?? new Capacity(table.configuration, state.metrics);
      capacities.set(table, capacity);
      return capacity;
    };
    const done = await transact(parts, token === undefined ? undefined : { token, digest, at: now });
    for (const [at, { action, table }] of parts.entries()) {
      const plan = done?.[at];
      // A repeated request reads what it had written.
      if (plan === undefined) {
        capacityOf(table).read(readUnits(table.items.get(action.item)?.size ?? 0, 'transaction'));
      } else if (action.kind === 'ConditionCheck') {
        capacityOf(table).write(writeUnits(plan.before === undefined ? 0 : sizeOfItem(plan.before), true));
      } else {
        consume(plan, table.configuration, capacityOf(table), true);
      }
      state.tidy(table);
    }
    const consumed = [...capacities.values()]
      .map((each) => each.toJson(report, true))
      .filter((each) => each !== undefined);
    return json(consumed.length === 0 ? {} : { ConsumedCapacity: consumed });
  },
});

function readAction(given: JsonObject): WriteAction {
  const found = kinds.filter((kind) => isObject(given[kind]));
  const [kind] = found;
  if (kind === undefined || found.length > 1) {
    throw new ValidationException('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return readWriteAction(kind, given[kind] as JsonObject);
}

function checkDistinct(parts: readonly { readonly action: WriteAction; readonly table: Table }[]): void {
  const keys = parts.map(
    ({ action, table }) => `${table.configuration.arn} ${JSON.stringify(table.keyOf(action.item))}`,
  );
  if (new Set(keys).size < keys.length) {
    throw new ValidationException('Transaction request cannot include multiple operations on one item');
  }
}
