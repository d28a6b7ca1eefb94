import type { Scanner } from './scanner.ts';

/** A condition on a subject: a parsed message, or the columns of one. */
export type Condition<Subject> = (subject: Subject) => boolean;

/** Reads `a && b || (c)`: `&&` binds tighter than `||`. `single` reads one comparison. */
export function expression<Subject>(scanner: Scanner, single: () => Condition<Subject>): Condition<Subject> {
  const alternatives = [conjunction(scanner, single)];
  while (scanner.take('||')) alternatives.push(conjunction(scanner, single));
  return (subject) => alternatives.some((each) => each(subject));
}

function conjunction<Subject>(scanner: Scanner, single: () => Condition<Subject>): Condition<Subject> {
  const parts = [part(scanner, single)];
  while (scanner.take('&&')) parts.push(part(scanner, single));
  return (subject) => parts.every((each) => each(subject));
}

function part<Subject>(scanner: Scanner, single: () => Condition<Subject>): Condition<Subject> {
  if (!scanner.take('(')) return single();
  const inner = expression(scanner, single);
  scanner.expect(')');
  return inner;
}
