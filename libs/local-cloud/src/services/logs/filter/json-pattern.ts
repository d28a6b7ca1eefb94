import { comparison } from './compare.ts';
import { FilterPatternError } from './error.ts';
import { expression, type Condition } from './logic.ts';
import { readSelector } from './selector.ts';
import { Scanner } from './scanner.ts';

const WORD = /[^\s"%()&|{}]+/y;

export interface JsonPattern {
  /** As the pattern writes them: `$.user.id`. */
  readonly selectors: readonly string[];
  /** The JSON of a message that matches. */
  readonly match: (message: string) => object | undefined;
}

/** `{ $.user.id = 1 && ($.status >= 500 || $.error IS TRUE) }`: matches messages that are JSON. */
export function compileJsonPattern(pattern: string): JsonPattern {
  const scanner = new Scanner(pattern);
  let wildcards = 0;
  const selectors: string[] = [];
  scanner.expect('{');
  const matches = expression(scanner, () => {
    scanner.skipSpace();
    const from = scanner.rest;
    const selector = readSelector(scanner);
    selectors.push(from.slice(0, from.length - scanner.rest.length));
    wildcards += selector.wildcards;
    if (wildcards > 3) throw new FilterPatternError('it has more than three wildcard selectors');
    return single(scanner, selector.values);
  });
  scanner.expect('}');
  if (!scanner.done) throw scanner.unexpected('the end');
  return {
    selectors,
    match(message) {
      const json = parse(message);
      return json !== undefined && matches(json) ? json : undefined;
    },
  };
}

function single(scanner: Scanner, values: (root: unknown) => readonly unknown[]): Condition<unknown> {
  if (scanner.take('NOT EXISTS')) return (root) => values(root).length === 0;
  if (scanner.take('IS')) {
    const wanted = constant(scanner);
    return (root) => values(root).includes(wanted);
  }
  const test = comparison(scanner.operator(), scanner.operand(WORD));
  return (root) => values(root).some(test);
}

function constant(scanner: Scanner): null | boolean {
  if (scanner.take('NULL')) return null;
  if (scanner.take('TRUE')) return true;
  if (scanner.take('FALSE')) return false;
  throw scanner.unexpected('NULL, TRUE or FALSE');
}

/** Only objects and arrays have anything a selector could point at. */
function parse(message: string): object | undefined {
  const start = message.trimStart()[0];
  if (start !== '{' && start !== '[') return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}
