import { membersOf, type AttributeValue, type Item } from './attribute-value.ts';
import { sizeOfNumber } from './number.ts';

/** An item has at most this many bytes, names included. */
export const MOST_ITEM_BYTES = 400 * 1024;

/** Source: DynamoDB Developer Guide, "DynamoDB item sizes and formats". */
export function sizeOfItem(item: Item): number {
  let bytes = 0;
  for (const name of Object.keys(item)) bytes += Buffer.byteLength(name) + sizeOf(item[name] as AttributeValue);
  return bytes;
}

export function sizeOf(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return sizeOfNumber(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('M' in value) return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
  if ('L' in value) return value.L.reduce((bytes, each) => bytes + 1 + sizeOf(each), 3);
  if ('NS' in value) return value.NS.reduce((bytes, each) => bytes + sizeOfNumber(each), 0);
  const encoding = 'BS' in value ? 'base64' : 'utf8';
  return membersOf(value)?.reduce((bytes, each) => bytes + Buffer.byteLength(each, encoding), 0) ?? 1;
}
