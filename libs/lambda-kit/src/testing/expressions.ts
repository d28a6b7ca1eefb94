import type { Attributes } from '../attribute-value.ts';

/** Names and values of a DynamoDB request's expressions. */
export interface Placeholders {
  names: Readonly<Record<string, string>>;
  values: Attributes;
}

/**
 * Whether `item` meets a condition written as handlers write it: clauses joined by `AND`, each `#a = :b`, `#a <> :b`,
 * `#a < :b` and the like, `#a IN (:b, :c)`, `attribute_exists(#a)` or `attribute_not_exists(#a)`. Attribute names must be
 * placeholders: half of the obvious ones (`status`, `level`) are reserved words. Anything else throws.
 */
export function meets(condition: string, item: Attributes | undefined, { names, values }: Placeholders): boolean {
  return condition.split(/\s+AND\s+/).every((clause) => {
    const exists = /^attribute_(not_)?exists\((#\w+)\)$/.exec(clause);
    if (exists) return (item?.[named(names, exists[2])] === undefined) === (exists[1] !== undefined);
    const [, left, operator = '', right = ''] =
      /^(#\w+)\s*(=|<>|<=?|>=?|IN)\s*(:\w+|\([:\w\s,]+\))$/.exec(clause) ?? [];
    if (left === undefined) throw new SyntaxError(`The fake table does not know the condition ${clause}`);
    const value = item?.[named(names, left)];
    const others = right.split(/[(),\s]+/).filter(Boolean);
    // What is not there differs from everything and compares with nothing.
    return others.some((other) => {
      const wanted = given(values, other);
      return value === undefined ? operator === '<>' : compare(value, operator, wanted);
    });
  });
}

/** The item after an update expression of `SET #a = :b, …` and `REMOVE #a, …`. */
export function update(expression: string, item: Attributes, { names, values }: Placeholders): Attributes {
  const [, set = '', remove = ''] = /^SET (.+?)(?: REMOVE (.+))?$/s.exec(expression) ?? [];
  const updated = { ...item };
  for (const assignment of set.split(/\s*,\s*/)) {
    const [, name, value] = /^(#\w+)\s*=\s*(:\w+)$/.exec(assignment) ?? [];
    if (value === undefined) throw new SyntaxError(`The fake table does not know the assignment ${assignment}`);
    updated[named(names, name)] = given(values, value);
  }
  for (const name of remove.split(/\s*,\s*/).filter(Boolean)) delete updated[named(names, name)];
  return updated;
}

/** Those attributes of an item that a projection names. */
export function project(expression: string | undefined, item: Attributes, { names }: Placeholders): Attributes {
  if (expression === undefined) return item;
  const wanted = new Set(expression.split(/\s*,\s*/).map((name) => named(names, name)));
  return Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name)));
}

function named(names: Placeholders['names'], placeholder: string | undefined): string {
  const name = placeholder === undefined ? undefined : names[placeholder];
  if (name === undefined) throw new SyntaxError(`The fake table is given no name for ${placeholder}`);
  return name;
}

function given(values: Attributes, placeholder: string): Attributes[string] {
  const value = values[placeholder];
  if (value === undefined) throw new SyntaxError(`The fake table is given no value for ${placeholder}`);
  return value;
}

function compare(left: Attributes[string], operator: string, right: Attributes[string]): boolean {
  const [a, b] = [scalar(left), scalar(right)];
  if (operator === '<>') return a !== b;
  if (operator === '=' || operator === 'IN') return a === b;
  if (typeof a !== typeof b) return false;
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator] ?? false;
}

function scalar(value: Attributes[string]): string | number {
  if ('S' in value) return value.S;
  return 'N' in value ? Number(value.N) : JSON.stringify(value);
}
