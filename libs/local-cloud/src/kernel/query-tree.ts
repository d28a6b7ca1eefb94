import type { JsonObject } from './wire.ts';

/** Members of a structure by name, or of a list by number. */
export interface QueryBranch {
  [name: string]: string | QueryBranch;
}

/** A query request's parameters as the structure they stand for: `A.1.B=c` is `{ A: { 1: { B: 'c' } } }`. */
export function queryTree(form: JsonObject): QueryBranch {
  const root = emptyBranch();
  for (const [name, value] of Object.entries(form)) {
    const steps = name.split('.');
    const last = steps.pop() as string;
    let branch = root;
    for (const step of steps) {
      const next = branch[step];
      if (typeof next === 'object') branch = next;
      else branch = branch[step] = emptyBranch();
    }
    branch[last] = String(value);
  }
  return root;
}

/** Items of a list whose members are named by number. */
export function itemsInOrder(list: QueryBranch): readonly (string | QueryBranch)[] {
  return Object.keys(list)
    .sort((a, b) => Number(a) - Number(b))
    .map((at) => list[at] as string | QueryBranch);
}

/** Without a prototype: parameters may have any name. */
function emptyBranch(): QueryBranch {
  return Object.create(null) as QueryBranch;
}
