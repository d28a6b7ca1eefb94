import type { JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { Condition, UpdateAction } from '../expressions/ast.ts';
import { attributesInCondition, attributesInUpdate } from '../expressions/attributes-in.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { parseUpdate } from '../expressions/parse-update.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { oneOf, structure, tableName, text } from '../operations/input.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { MOST_ITEM_BYTES, sizeOfItem } from '../values/size.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** One write of a request, checked as far as that goes without its table. */
export interface WriteAction {
  readonly kind: WriteKind;
  /** Name or ARN. */
  readonly table: string;
  /** The item of a Put, the key of the others. */
  readonly item: Item;
  readonly update: readonly UpdateAction[];
  readonly condition: Condition | undefined;
  /** Whether the item is told if the condition fails. */
  readonly tellsItem: boolean;
}

/** Reads a write from its structure in a request. Throws ValidationException, SerializationException. */
export function readWriteAction(kind: WriteKind, input: JsonObject): WriteAction {
  const table = tableName(input);
  const item = readItem(structure(input, kind === 'Put' ? 'Item' : 'Key'));
  const conditionText = text(input, 'ConditionExpression');
  const updateText = kind === 'Update' ? text(input, 'UpdateExpression') : undefined;
  const placeholders = Placeholders.read(input, [conditionText, updateText]);
  const update = updateText === undefined ? [] : parseUpdate(updateText, placeholders);
  const condition =
    conditionText === undefined ? undefined : parseCondition('ConditionExpression', conditionText, placeholders);
  placeholders.checkUsed();
  if (kind === 'ConditionCheck' && condition === undefined) {
    throw new ValidationException('The expression can not be empty;');
  }
  if (kind === 'Put' && sizeOfItem(item) > MOST_ITEM_BYTES) {
    throw new ValidationException('Item size has exceeded the maximum allowed size');
  }
  const told = oneOf(input, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE']);
  return { kind, table, item, update, condition, tellsItem: told === 'ALL_OLD' };
}

/** Names of the top-level attributes that a write is about, for `dynamodb:Attributes`. */
export function attributesOf({ condition, item, update }: WriteAction): readonly string[] {
  return [
    ...new Set([
      ...Object.keys(item),
      ...attributesInUpdate(update),
      ...(condition === undefined ? [] : attributesInCondition(condition)),
    ]),
  ];
}
