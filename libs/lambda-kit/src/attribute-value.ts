/**
 * A DynamoDB attribute value of the types we store. SDK and stream records spell them the same way.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  { S: string } | { N: string } | { BOOL: boolean } | { NULL: true } | { L: AttributeValue[] } | { M: Attributes };

export type Attributes = Record<string, AttributeValue>;

/** What can be stored: plain data. Numbers must be finite; a member that is undefined is left out. */
export type Storable =
  string | number | boolean | null | readonly Storable[] | { readonly [name: string]: Storable | undefined };

/** The attribute value of plain data. Throws on a number DynamoDB has no place for (NaN, infinities). */
export function attributeValue(value: Storable): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('DynamoDB stores finite numbers only.');
    return { N: String(value) };
  }
  if (isList(value)) return { L: value.map(attributeValue) };
  return { M: attributes(value) };
}

/** An item, or expression values, of plain data. */
export function attributes(item: { readonly [name: string]: Storable | undefined }): Attributes {
  const entries = Object.entries(item).flatMap(([name, value]): [string, AttributeValue][] =>
    value === undefined ? [] : [[name, attributeValue(value)]],
  );
  return Object.fromEntries(entries);
}

/** The plain data in an item as the SDK or a stream record gives it; types we do not store (B, SS, NS, BS) throw by name. */
export function plain(item: Readonly<Record<string, object>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(name, value)]));
}

function plainValue(name: string, value: object): unknown {
  const [[type, member] = ['nothing', undefined]] = Object.entries(value) as [string, unknown][];
  switch (type) {
    case 'S':
    case 'BOOL':
      return member;
    case 'N':
      return Number(member);
    case 'NULL':
      return null;
    case 'L':
      return (member as object[]).map((one) => plainValue(name, one));
    case 'M':
      return plain(member as Record<string, object>);
    default:
      throw new TypeError(`Attribute ${name} is of type ${type}, which no document has.`);
  }
}

const isList = (value: object): value is readonly Storable[] => Array.isArray(value);
