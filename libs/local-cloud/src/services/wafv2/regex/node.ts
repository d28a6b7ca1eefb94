import type { ByteSet } from './byte-set.ts';

/** What a place in the text must be like without taking a byte of it. */
export type Assertion = 'start' | 'line-start' | 'end' | 'line-end' | 'very-end' | 'word' | 'not-word';

/** A pattern as a tree. */
export type Node =
  | { readonly kind: 'bytes'; readonly set: ByteSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

export const sequence = (nodes: readonly Node[]): Node => ({ kind: 'sequence', nodes });
export const EMPTY = sequence([]);
