import type { JsonObject } from '../../../kernel/wire.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { parseProjection, project, type Projection } from '../expressions/projection.ts';
import type { Item } from '../values/attribute-value.ts';
import { text } from './input.ts';
import { attributesKey } from './leading-keys.ts';
import type { Context } from './table-operation.ts';

/** The `ProjectionExpression` of a structure that has no other expression. Throws ValidationException. */
export function readProjection(input: JsonObject): Projection | undefined {
  const expression = text(input, 'ProjectionExpression');
  const placeholders = Placeholders.read(input, [expression]);
  const projection = expression === undefined ? undefined : parseProjection(expression, placeholders);
  placeholders.checkUsed();
  return projection;
}

export const projected = (item: Item, projection: Projection | undefined): Item =>
  projection === undefined ? item : project(item, projection);

/** `dynamodb:Attributes` and `dynamodb:Select` of a request for items by their keys. */
export function readContext(keys: readonly Item[], projection: Projection | undefined): Context {
  const names = [...keys.flatMap((key) => Object.keys(key)), ...(projection ?? []).map(([name]) => String(name))];
  return {
    ...attributesKey(names),
    'dynamodb:Select': projection === undefined ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES',
  };
}
