import { comparison } from './compare.ts';
import { FilterPatternError } from './error.ts';
import { expression, type Condition } from './logic.ts';
import { Scanner } from './scanner.ts';

/** Fields of a message by the names of their columns; those without one have their number, from 1. */
export type Columns = ReadonlyMap<string, string>;

export interface ColumnsPattern {
  readonly names: readonly string[];
  /** The fields of a message that matches. */
  readonly match: (message: string) => Columns | undefined;
}

interface Column {
  readonly name: string;
  readonly ellipsis: boolean;
}

const NAME = /[A-Za-z0-9_]+/y;
const WORD = /[^\s",\][&|]+/y;

/**
 * `[ip, user, ..., status = 4*]`: matches messages of space-separated fields; text in brackets or quotation marks is one field.
 * `...` stands for any number of fields. Without it the last column takes the rest of the line.
 */
export function compileColumns(pattern: string): ColumnsPattern {
  const scanner = new Scanner(pattern);
  const columns: Column[] = [];
  const conditions: Condition<Columns>[] = [];
  scanner.expect('[');
  do {
    const ellipsis = scanner.take('...');
    scanner.skipSpace();
    const name = ellipsis ? '' : (scanner.match(NAME) ?? '');
    columns.push({ name, ellipsis });
    if (!ellipsis && /^\s*(?:!=|[=<>])/.test(scanner.rest)) conditions.push(condition(scanner, name));
  } while (scanner.take(','));
  scanner.expect(']');
  if (!scanner.done) throw scanner.unexpected('the end');
  if (columns.filter(({ ellipsis }) => ellipsis).length > 1) throw new FilterPatternError("it has more than one '...'");
  return {
    names: columns.map(({ name }) => name).filter((name) => name !== ''),
    match(message) {
      const values = assign(columns, message);
      return values !== undefined && conditions.every((holds) => holds(values)) ? values : undefined;
    },
  };
}

/** `= a || name = b`; the name of the first comparison has been read. */
function condition(scanner: Scanner, first: string): Condition<Columns> {
  let pending: string | undefined = first;
  return expression(scanner, () => {
    scanner.skipSpace();
    const name = pending ?? scanner.match(NAME);
    pending = undefined;
    if (name === undefined) throw scanner.unexpected('the name of a column');
    const test = comparison(scanner.operator(), scanner.operand(WORD));
    return (values) => test(values.get(name));
  });
}

function assign(columns: readonly Column[], message: string): Columns | undefined {
  const fields = [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|\S+/g)];
  const ellipsis = columns.findIndex((column) => column.ellipsis);
  const values = new Map<string, string>();
  if (ellipsis === -1) {
    if (fields.length < columns.length) return undefined;
    for (const [at, { name }] of columns.entries()) {
      const rest = at === columns.length - 1 && fields.length > columns.length;
      values.set(name || String(at + 1), rest ? message.slice(fields[at]?.index) : content(fields[at]));
    }
    return values;
  }
  // As many fields more than columns, or one less, stand where the dots are.
  const more = fields.length - columns.length;
  if (more < -1) return undefined;
  for (const [at, field] of fields.entries()) {
    const column = at < ellipsis ? at : at > ellipsis + more ? at - more : ellipsis;
    values.set(columns[column]?.name || String(at + 1), content(field));
  }
  return values;
}

function content(field: RegExpMatchArray | undefined): string {
  return field?.[1] ?? field?.[2] ?? field?.[0] ?? '';
}
