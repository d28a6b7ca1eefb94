/**
 * An attribute value as the wire has it, once checked: numbers in normal form, binary values in canonical base64, so that equal scalars
 * are equal texts.
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export interface Item {
  readonly [name: string]: AttributeValue;
}

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';
export type KeyType = 'S' | 'N' | 'B';
export type SetType = 'SS' | 'NS' | 'BS';

export const attributeTypes: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'];

export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new Error('An attribute value without a type.');
}

/** An attribute of an item or map; names such as `constructor` are nothing special. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** The text of a scalar that can be a key; undefined for all others. */
export function scalarOf(value: AttributeValue): string | undefined {
  if ('S' in value) return value.S;
  if ('N' in value) return value.N;
  return 'B' in value ? value.B : undefined;
}

/** The members of a set; undefined for anything else. */
export function membersOf(value: AttributeValue): readonly string[] | undefined {
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS;
  return 'BS' in value ? value.BS : undefined;
}

export function setOf(type: SetType, members: readonly string[]): AttributeValue {
  return { [type]: members } as unknown as AttributeValue;
}

/** Whether two values are the same; the order of sets does not matter, that of lists does. */
export function isEqual(one: AttributeValue, other: AttributeValue): boolean {
  if (one === other) return true;
  const type = typeOf(one);
  if (type !== typeOf(other)) return false;
  if ('L' in one && 'L' in other) {
    return one.L.length === other.L.length && one.L.every((each, at) => isEqual(each, other.L[at] as AttributeValue));
  }
  if ('M' in one && 'M' in other) return isSameItem(one.M, other.M);
  const members = membersOf(one);
  if (members !== undefined) {
    const others = new Set(membersOf(other));
    return members.length === others.size && members.every((each) => others.has(each));
  }
  if ('BOOL' in one && 'BOOL' in other) return one.BOOL === other.BOOL;
  return scalarOf(one) === scalarOf(other);
}

export function isSameItem(one: Item, other: Item): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => {
    const value = attributeOf(other, name);
    return value !== undefined && isEqual(one[name] as AttributeValue, value);
  });
}
