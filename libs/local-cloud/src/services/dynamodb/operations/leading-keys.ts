import type { TableConfiguration } from '../table/table-configuration.ts';
import { attributeOf, scalarOf, type Item } from '../values/attribute-value.ts';
import type { Context } from './table-operation.ts';

/**
 * `dynamodb:LeadingKeys`: partition key values of these items or keys. Absent if none has one.
 * Source: DynamoDB Developer Guide, "Using IAM policy conditions for fine-grained access control".
 */
export function leadingKeys(items: readonly Item[], table: TableConfiguration | undefined): Context {
  if (table === undefined) return {};
  const values = items.flatMap((item) => {
    const value = attributeOf(item, table.schema.hash.name);
    return (value && scalarOf(value)) ?? [];
  });
  return values.length === 0 ? {} : { 'dynamodb:LeadingKeys': [...new Set(values)] };
}

/** `dynamodb:Attributes`. */
export const attributesKey = (names: readonly string[]): Context =>
  names.length === 0 ? {} : { 'dynamodb:Attributes': [...new Set(names)] };
