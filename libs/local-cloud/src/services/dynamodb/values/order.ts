import type { AttributeValue } from './attribute-value.ts';
import { sortableNumber } from './number.ts';

/**
 * A text that sorts, by `compareBytes`, as DynamoDB sorts values of one type: strings by their UTF-8 bytes, numbers by what they are
 * worth, binary values as unsigned bytes. Undefined for types that have no order.
 */
export function sortable(value: AttributeValue): string | undefined {
  if ('S' in value) return value.S;
  if ('N' in value) return sortableNumber(value.N);
  return 'B' in value ? Buffer.from(value.B, 'base64').toString('latin1') : undefined;
}

/** Compares texts by their UTF-8 bytes. */
export function compareBytes(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const a = one.charCodeAt(at);
    const b = other.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

/** In UTF-8 the characters behind surrogates come last; their code units do not. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
