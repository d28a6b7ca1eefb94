import type { TableProblem } from './read-tables.ts';
import type { TableConfiguration } from './table-configuration.ts';
import type { Table } from './table.ts';

/** What forbids to go from the tables there are to those declared, both by ARN. */
export function deploymentProblems(
  declared: ReadonlyMap<string, TableConfiguration>,
  deployed: ReadonlyMap<string, Table>,
): readonly TableProblem[] {
  return [
    ...[...deployed.values()].flatMap(({ configuration }) => protectedFrom(configuration, declared)),
    ...[...declared.values()].flatMap((table) => {
      const before = deployed.get(table.arn);
      if (before === undefined) return [];
      return [...changedKeys(table, before), ...cooler(table, before), ...itemsThere(table, before)];
    }),
  ];
}

/** Keys and local indexes are those a table was made with. */
export function hasSameKeys(one: TableConfiguration, other: TableConfiguration): boolean {
  const keys = ({ indexes, schema }: TableConfiguration): string => {
    const locals = indexes.filter(({ kind }) => kind === 'local');
    return JSON.stringify([schema, locals.map((index) => [index.name, index.schema])]);
  };
  return keys(one) === keys(other);
}

/** Source: DynamoDB Developer Guide, "Using deletion protection". */
function protectedFrom(
  { arn, deletionProtection, name, urn }: TableConfiguration,
  declared: ReadonlyMap<string, TableConfiguration>,
): readonly TableProblem[] {
  if (!deletionProtection || declared.has(arn)) return [];
  const message = `ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. (${name})`;
  return [{ urn, message }];
}

/** A table made anew under its name while the old one is there, as a replacement does; its items have other keys. */
function changedKeys(table: TableConfiguration, { configuration }: Table): readonly TableProblem[] {
  if (configuration.stack !== table.stack || hasSameKeys(configuration, table)) return [];
  const { name, urn } = table;
  const message = `ResourceInUseException: Table already exists: ${name}. Its keys and local indexes never change: give the new table another name, or deploy without the old one first.`;
  return [{ urn, message }];
}

/** Warm throughput of a table only grows; for less the provider would make the table anew. */
function cooler({ name, urn, warm }: TableConfiguration, { configuration: before }: Table): readonly TableProblem[] {
  if (warm === undefined || before.warm === undefined) return [];
  if (warm.read >= before.warm.read && warm.write >= before.warm.write) return [];
  const message = `The local cloud does not make a table anew for less warmThroughput: that of ${name} cannot be decreased.`;
  return [{ urn, message }];
}

/** Declared items whose key somebody else has put in already: the provider makes no item over another. */
function itemsThere({ declaredItems }: TableConfiguration, table: Table): readonly TableProblem[] {
  if (table.log.isLocked) return [];
  return [...declaredItems]
    .filter(([, item]) => table.items.get(item) !== undefined && !table.hasDeclared(table.keyOf(item)))
    .map(([urn]) => ({ urn, message: 'ConditionalCheckFailedException: The conditional request failed' }));
}
