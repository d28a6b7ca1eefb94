import { writeFileSync } from 'node:fs';
import { parseAddress } from '../addresses/address.ts';

/*
 * A country database in MaxMind's format, as small as it can be: a tree of 32-bit records over IPv6 addresses, IPv4 below ::/96.
 * Source: "MaxMind DB File Format Specification", version 2.0.
 */

type Value = string | number | { readonly [name: string]: Value } | readonly Value[];

/** Writes a database that knows these ranges. */
export function writeCountryFile(
  path: string,
  ranges: Readonly<Record<string, { readonly country: string; readonly region?: string }>>,
): void {
  const nodes: [number | undefined, number | undefined][] = [[undefined, undefined]];
  const data: Buffer[] = [];
  let dataSize = 0;
  /** Negative numbers are places in the data. */
  const add = (range: string, place: number): void => {
    const [text = '', length = ''] = range.split('/');
    const address = parseAddress(text);
    if (address === undefined) throw new Error(range);
    const depth = Number(length) + (address.version === 4 ? 96 : 0);
    let node = 0;
    for (let bit = 0; bit < depth; bit++) {
      const side = Number((address.bits >> BigInt(127 - bit)) & 1n) as 0 | 1;
      const record = nodes[node] as [number | undefined, number | undefined];
      if (bit === depth - 1) {
        record[side] = -place - 1;
        return;
      }
      const next = record[side] ?? nodes.push([undefined, undefined]) - 1;
      record[side] = next;
      node = next;
    }
  };
  for (const [range, { country, region }] of Object.entries(ranges)) {
    const entry = encode({
      country: { iso_code: country, geoname_id: 1, names: { en: country } },
      ...(region !== undefined && { subdivisions: [{ iso_code: region }] }),
    });
    add(range, dataSize);
    data.push(entry);
    dataSize += entry.length;
  }
  const tree = Buffer.alloc(nodes.length * 8);
  for (const [at, sides] of nodes.entries())
    for (const [side, record] of sides.entries()) {
      const value = record === undefined ? nodes.length : record < 0 ? nodes.length + 16 - record - 1 : record;
      tree.writeUInt32BE(value, at * 8 + side * 4);
    }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: 'Country',
    description: { en: 'Test' },
    ip_version: 6,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 32,
  });
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  writeFileSync(path, Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]));
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    // An extended type: its number less seven follows.
    return Buffer.concat([Buffer.from([items.length, 11 - 7]), ...items.map(encode)]);
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Buffer.concat([
    control(7, members.length),
    ...members.flatMap(([name, member]) => [encode(name), encode(member as Value)]),
  ]);
}

const control = (type: number, size: number): Buffer => Buffer.from([(type << 5) | size]);
