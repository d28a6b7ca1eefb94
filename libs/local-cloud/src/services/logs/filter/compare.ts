import { FilterPatternError } from './error.ts';
import type { Operand } from './scanner.ts';

/** Whether a value of the message compares with the operand; other values than texts and numbers never do. */
export type ValueTest = (actual: unknown) => boolean;

export function comparison(operator: string, operand: Operand): ValueTest {
  if (operator === '=') return equal(operand);
  if (operator === '!=') {
    const same = equal(operand);
    return (actual) => isValue(actual) && !same(actual);
  }
  if (operand.kind !== 'number') throw new FilterPatternError(`'${operator}' compares with numbers only`);
  const { value } = operand;
  const orders: Record<string, (actual: number) => boolean> = {
    '>': (actual) => actual > value,
    '<': (actual) => actual < value,
    '>=': (actual) => actual >= value,
    '<=': (actual) => actual <= value,
  };
  const order = orders[operator] as (actual: number) => boolean;
  return (actual) => {
    const number = asNumber(actual);
    return number !== undefined && order(number);
  };
}

function equal(operand: Operand): ValueTest {
  switch (operand.kind) {
    case 'regex':
      return (actual) => isValue(actual) && operand.regex.test(String(actual));
    case 'number':
      return (actual) => asNumber(actual) === operand.value || actual === operand.text;
    case 'text': {
      const matches = wildcard(operand.text);
      return (actual) => isValue(actual) && matches(String(actual));
    }
  }
}

/** A test for texts where each `*` stands for any characters. */
export function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*');
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    const end = text.length - last.length;
    for (const part of others) {
      const at = text.indexOf(part, from);
      if (at === -1 || at + part.length > end) return false;
      from = at + part.length;
    }
    return true;
  };
}

function isValue(actual: unknown): actual is string | number {
  return typeof actual === 'string' || typeof actual === 'number';
}

function asNumber(actual: unknown): number | undefined {
  if (typeof actual === 'number') return actual;
  return typeof actual === 'string' && /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(actual) ? Number(actual) : undefined;
}
