import { attributeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';

/** Where a value lies in an item: names of attributes and map members, positions in lists. The first is always a name. */
export type Path = readonly (string | number)[];

/** As AWS shows it: `[a, b, [1]]`. */
export const showPath = (path: Path): string =>
  `[${path.map((each) => (typeof each === 'number' ? `[${each}]` : each)).join(', ')}]`;

export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    if (value === undefined) return undefined;
    value = child(value, step);
  }
  return value;
}

export function child(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? attributeOf(value.M, step) : undefined;
}

export type Clash = 'overlap' | 'conflict';

/** Whether two paths cannot stand beside each other: one contains the other, or they see a list and a map in the same place. */
export function clashOf(one: Path, other: Path): Clash | undefined {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    if (one[at] === other[at]) continue;
    return typeof one[at] === typeof other[at] ? undefined : 'conflict';
  }
  return 'overlap';
}
