import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contains, parseAddress, parseRange, type Address } from './ip.ts';

const bits = (address: Address): bigint => address.reduce((sum, word) => sum * 65536n + BigInt(word), 0n);
const inside = (address: string, range: string): boolean => {
  const [a, r] = [parseAddress(address), parseRange(range)];
  if (a === undefined || r === undefined) throw new Error(`${address} or ${range} does not parse`);
  return contains(a, r);
};

describe('CIDR ranges', () => {
  test.each([
    ['IPv4', fc.ipV4(), 32],
    ['IPv6', fc.ipV6(), 128],
  ] as const)('%s: the first bits are equal, and only they', (_, address, width) => {
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: width }), fc.boolean(), (a, b, prefix, same) => {
        const other = same ? a : b;
        const drop = BigInt(width - prefix);
        const expected = bits(parseAddress(a) as Address) >> drop === bits(parseAddress(other) as Address) >> drop;
        expect(inside(a, `${other}/${prefix}`)).toBe(expected);
      }),
    );
  });

  test.each([
    ['203.0.113.9', '0.0.0.0/0', true],
    ['203.0.113.9', '203.0.113.200/24', true],
    ['203.0.113.9', '203.0.113.9', true],
    ['203.0.113.9', '::/0', false],
    ['2001:db8::1', '2001:DB8:0:0:0:0:0:1', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['::ffff:203.0.113.9', '::ffff:cb00:7109/128', true],
  ])('%s in %s is %j', (address, range, expected) => {
    expect(inside(address, range)).toBe(expected);
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1::2::3',
    ':1',
    '1:2:3:4:5:6:7',
    '::1/129',
    'g::',
    '1.2.3.4:1::',
    'x/10.0.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.0/x8',
    '10.0.0.0/8x',
    '10.0.0.0/-1',
    '10.0.0.0/1000',
    '1:2:3:4:5:6:7:8::g',
    '1:2:3:4::5:6:7:8',
    '1:2:3:4:5::6:7:8:9',
  ])('%j is no range', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});
