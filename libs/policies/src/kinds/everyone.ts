import { listOf } from '../document.ts';
import type { ConditionBlock, Principal } from '../statement.ts';

/** Whether a Principal element covers unsigned callers too. */
export function includesEveryone(principal: Principal | undefined): boolean {
  return principal === '*' || (principal !== undefined && listOf(principal.AWS).includes('*'));
}

/** The condition keys a statement tests with an operator that needs the key to be there and to fit. */
export function keysThatMustFit(condition: ConditionBlock | undefined): ReadonlySet<string> {
  const positive = Object.entries(condition ?? {}).filter(
    ([operator]) => !/Not|IfExists$|^ForAllValues:|^Null$/.test(operator),
  );
  return new Set(positive.flatMap(([, keys]) => Object.keys(keys).map((key) => key.toLowerCase())));
}
