import { ConditionalCheckFailedException, ValidationException } from '../errors.ts';
import { applyUpdate } from '../expressions/apply-update.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { writeUnits, type Capacity } from '../operations/capacity.ts';
import type { Write } from '../storage/commit.ts';
import { checkIndexKeys, checkItem, checkKey } from '../table/keys.ts';
import { indexWrites } from '../table/projected.ts';
import { keysOf, type TableConfiguration } from '../table/table-configuration.ts';
import type { Table } from '../table/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { MOST_ITEM_BYTES, sizeOfItem } from '../values/size.ts';
import type { WriteAction } from './write-action.ts';

/** What a write would change. */
export interface PlannedWrite {
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** Throws ValidationException if the write cannot be one of this table, whatever its items are. */
export function checkWrite(action: WriteAction, table: TableConfiguration): void {
  if (action.kind === 'Put') checkItem(action.item, table);
  else checkKey(action.item, table);
  const keys = new Set(keysOf(table.schema).map(({ name }) => name));
  for (const { path } of action.update) {
    const name = String(path[0]);
    if (keys.has(name)) {
      throw new ValidationException(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      );
    }
  }
}

/**
 * What becomes of the item, as the table is now; whoever asks holds its mutex. Throws ConditionalCheckFailedException, and
 * ValidationException for an update that does not fit the item.
 */
export function planWrite(action: WriteAction, table: Table): PlannedWrite {
  const { condition, item, kind, tellsItem, update } = action;
  const key = table.keyOf(item);
  const before = table.items.get(key)?.item;
  if (condition !== undefined && !holds(condition, before ?? {})) {
    throw new ConditionalCheckFailedException(tellsItem ? before : undefined);
  }
  switch (kind) {
    case 'Put':
      return { key, before, after: item };
    case 'Delete':
      return { key, before, after: undefined };
    case 'ConditionCheck':
      return { key, before, after: before };
    case 'Update': {
      const after = applyUpdate(before ?? key, update);
      checkIndexKeys(after, table.configuration);
      if (sizeOfItem(after) > MOST_ITEM_BYTES) {
        throw new ValidationException('Item size to update has exceeded the maximum allowed size');
      }
      return { key, before, after };
    }
  }
}

export const writeOf = ({ after, key }: PlannedWrite): Write => ({ key, ...(after && { item: after }) });

/** What a write consumes: of the table by the larger image, of each index by what changes in it. */
export function consume(
  { after, before }: PlannedWrite,
  table: TableConfiguration,
  capacity: Capacity,
  inTransaction = false,
): void {
  const bytes = Math.max(before === undefined ? 0 : sizeOfItem(before), after === undefined ? 0 : sizeOfItem(after));
  capacity.write(writeUnits(bytes, inTransaction));
  for (const index of table.indexes) {
    for (const each of indexWrites(index, table, before, after)) capacity.write(writeUnits(each, inTransaction), index);
  }
}
