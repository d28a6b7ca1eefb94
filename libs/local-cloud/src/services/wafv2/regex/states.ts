import type { ByteSet } from './byte-set.ts';
import type { Assertion, Node } from './node.ts';
import { RegexError } from './regex-error.ts';

/** One state of a nondeterministic automaton. */
export type State =
  | { readonly kind: 'bytes'; readonly set: ByteSet; readonly next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'split'; readonly to: readonly number[] }
  | { readonly kind: 'match' };

export interface States {
  readonly states: readonly State[];
  readonly start: number;
}

const MOST_STATES = 20_000;

/** Thompson's construction, from the end of the pattern to its beginning. */
export function build(node: Node): States {
  const states: State[] = [{ kind: 'match' }];
  const add = (state: State): number => {
    if (states.length >= MOST_STATES) throw new RegexError('the pattern is too large');
    return states.push(state) - 1;
  };
  const before = (each: Node, next: number): number => {
    switch (each.kind) {
      case 'bytes':
        return add({ kind: 'bytes', set: each.set, next });
      case 'assertion':
        return add({ kind: 'assertion', assertion: each.assertion, next });
      case 'sequence':
        return each.nodes.reduceRight((after, inner) => before(inner, after), next);
      case 'choice':
        return add({ kind: 'split', to: each.nodes.map((inner) => before(inner, next)) });
      case 'repeat':
        return repeated(each, next);
    }
  };
  const repeated = ({ least, most, node: inner }: Node & { kind: 'repeat' }, next: number): number => {
    let entry = next;
    if (most === Infinity) {
      const to: number[] = [next];
      entry = add({ kind: 'split', to });
      to.push(before(inner, entry));
    } else {
      for (let copy = least; copy < most; copy++) entry = add({ kind: 'split', to: [next, before(inner, entry)] });
    }
    for (let copy = 0; copy < least; copy++) entry = before(inner, entry);
    return entry;
  };
  const start = before(node, 0);
  return { states, start };
}
