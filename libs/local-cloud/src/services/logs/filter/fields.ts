import { compileColumns } from './columns.ts';
import { FilterPatternError } from './error.ts';
import { checked, compileFilterPattern } from './filter-pattern.ts';
import { compileJsonPattern } from './json-pattern.ts';
import { Scanner } from './scanner.ts';
import { readSelector } from './selector.ts';

/** Values of a message that matches, undefined for one that does not. */
export type FieldReader<Fields> = (message: string) => Fields | undefined;

/**
 * Compiles a filter pattern that reads fields out of what matches: `$.latency` of JSON, `$bytes` of columns. The values come in the order
 * of the references; undefined stands for a field that is not there. Throws FilterPatternError.
 * Source: CloudWatch Logs User Guide, "Publishing numerical values found in log entries".
 */
export function compileFields(pattern: string, references: readonly string[]): FieldReader<readonly unknown[]> {
  const trimmed = checked(pattern);
  if (trimmed.startsWith('{')) {
    const { match } = compileJsonPattern(trimmed);
    const fields = references.map(selector);
    return (message) => {
      const json = match(message);
      return json && fields.map((field) => field(json));
    };
  }
  if (trimmed.startsWith('[')) {
    const { match, names } = compileColumns(trimmed);
    const fields = references.map((reference) => column(reference, names));
    return (message) => {
      const columns = match(message);
      return columns && fields.map((field) => columns.get(field));
    };
  }
  if (references.length > 0) {
    throw new FilterPatternError(`it has no fields, so '${references[0]}' stands for nothing`);
  }
  const matches = compileFilterPattern(trimmed);
  return (message) => (matches(message) ? [] : undefined);
}

/** What TestMetricFilter shows of a match: every column, or what the selectors of the pattern point at. */
export function compileExtraction(pattern: string): FieldReader<Readonly<Record<string, string>>> {
  const trimmed = checked(pattern);
  if (trimmed.startsWith('[')) {
    const { match } = compileColumns(trimmed);
    return (message) => {
      const columns = match(message);
      return columns && Object.fromEntries([...columns].map(([name, value]) => [`$${name}`, value]));
    };
  }
  const selectors = trimmed.startsWith('{') ? compileJsonPattern(trimmed).selectors : [];
  const read = compileFields(trimmed, selectors);
  return (message) => {
    const values = read(message);
    return values && Object.fromEntries(selectors.flatMap((name, at) => shown(name, values[at])));
  };
}

function shown(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
}

function selector(reference: string): (json: object) => unknown {
  const scanner = new Scanner(reference);
  const { values } = readSelector(scanner);
  if (!scanner.done) throw new FilterPatternError(`'${reference}' is no property selector`);
  return (json) => values(json)[0];
}

function column(reference: string, names: readonly string[]): string {
  const name = reference.slice(1);
  if (reference.startsWith('$') && names.includes(name)) return name;
  throw new FilterPatternError(`it has no column that '${reference}' could stand for`);
}
