import { listOf, type OneOrMany } from '../document.ts';
import { operators, parseOperator } from '../evaluate/conditions/operators.ts';
import type { ConditionBlock, ConditionValue } from '../statement.ts';

/** Tells of a condition that cannot be meant, with what to write instead. */
export type Refuse = (problem: string, remedy: string) => never;

/**
 * The condition sorted by operator, key and value and without repetitions, so that equal conditions are equal documents.
 * Refuses what compares with nothing and what contradicts itself.
 */
export function canonicalCondition(block: ConditionBlock, refuse: Refuse): ConditionBlock {
  const uses = usesOf(block);
  for (const use of uses) {
    if (use.values.length === 0 || use.values.includes(''))
      refuse(`${use.operator} on ${use.key} compares with nothing`, 'Give the condition a value or leave it out.');
  }
  refuseTwice(uses, refuse);
  refuseContradictions(uses, refuse);
  return Object.fromEntries(
    sorted(Object.entries(block)).map(([operator, keys]) => [
      operator,
      Object.fromEntries(sorted(Object.entries(keys)).map(([key, values]) => [key, canonicalValues(values)])),
    ]),
  );
}

interface Use {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly ConditionValue[];
}

function usesOf(block: ConditionBlock): readonly Use[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values) })),
  );
}

/** Key names are compared without regard to case: two spellings are two conditions on one key, and both must hold. */
function refuseTwice(uses: readonly Use[], refuse: Refuse): void {
  const seen = new Map<string, string>();
  for (const { operator, key } of uses) {
    const before = seen.get(`${operator} ${key.toLowerCase()}`);
    if (before !== undefined)
      refuse(`${operator} on ${before} and on ${key}, which are one key`, 'Put all values into one list.');
    seen.set(`${operator} ${key.toLowerCase()}`, key);
  }
}

function refuseContradictions(uses: readonly Use[], refuse: Refuse): void {
  for (const one of uses) {
    const absent = one.operator === 'Null' && one.values.every((value) => String(value) === 'true');
    const excluded = new Set(/^String(Not|NotEquals)/.test(one.operator) ? one.values.map(String) : []);
    for (const other of uses) {
      if (one === other || one.key.toLowerCase() !== other.key.toLowerCase()) continue;
      if (absent && needsKey(other.operator))
        refuse(`Null wants no ${one.key} and ${other.operator} wants one`, 'Keep one of the two conditions.');
      if (other.operator === 'StringEquals' && other.values.every((value) => excluded.has(String(value))))
        refuse(
          `${one.operator} excludes all that StringEquals on ${one.key} accepts`,
          'Keep one of the two conditions.',
        );
    }
  }
}

function needsKey(operator: string): boolean {
  const use = parseOperator(operator);
  if (use === undefined || use.name === 'Null') return false;
  return !operators[use.name].negated && !use.ifExists && use.set !== 'ForAllValues';
}

function canonicalValues(values: OneOrMany<ConditionValue>): OneOrMany<ConditionValue> {
  const all = [...new Set(listOf(values))].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : all;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
