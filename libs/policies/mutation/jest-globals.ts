import { expect } from 'expect';

/**
 * What the specs import from `@jest/globals`, when Stryker runs them: the same `expect`, and a `test` that only remembers.
 * One process then runs every mutant without loading anything again, where Jest would start afresh each time.
 */
export interface Spec {
  readonly id: string;
  readonly run: () => unknown;
}

export const specs: Spec[] = [];

const path: string[] = [];
type Body = (...row: never[]) => unknown;

export function describe(name: string, body: () => void): void {
  path.push(name);
  body();
  path.pop();
}

export function test(name: string, run: () => unknown): void {
  // Rows of a table share a title, so the position makes the id.
  specs.push({ id: `${specs.length} ${[...path, name].join(' › ')}`, run });
}

describe.each = (table: readonly unknown[]) => (name: string, body: Body) => {
  for (const row of table) describe(name, () => void body(...argumentsOf(row)));
};

test.each = (table: readonly unknown[]) => (name: string, body: Body) => {
  for (const row of table) test(name, () => body(...argumentsOf(row)));
};

function argumentsOf(row: unknown): never[] {
  return (Array.isArray(row) ? row : [row]) as never[];
}

export { expect };
