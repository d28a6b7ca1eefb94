import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCidr, formatIp, holdsCidr, holdsIp, overlaps, parseCidr, parseIp, size, type Cidr } from './cidr.ts';

const anyAddress = fc.nat({ max: 0xffff_ffff });
const anyCidr = fc
  .tuple(anyAddress, fc.nat({ max: 32 }))
  .map(([address, bits]): Cidr => ({ base: address - (address % 2 ** (32 - bits)), bits }));

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no CIDR`);
  return parsed;
};

describe('addresses and ranges', () => {
  test('text and number are two forms of the same thing', () => {
    fc.assert(fc.property(anyAddress, (address) => parseIp(formatIp(address)) === address));
    fc.assert(fc.property(anyCidr, (range) => formatCidr(cidr(formatCidr(range))) === formatCidr(range)));
  });

  test.each(['10.0.0', '10.0.0.256', '10.0.0.01', 'a.b.c.d', '', '10.0.0.1.2'])('%p is no address', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.1/24', '10.0.0.0/', '300.0.0.0/8'])('%p is no range', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test('a range holds its first and its last address and nothing around them', () => {
    fc.assert(
      fc.property(anyCidr, (range) => {
        const last = range.base + size(range) - 1;
        return (
          holdsIp(range, range.base) &&
          holdsIp(range, last) &&
          !holdsIp(range, range.base - 1) &&
          !holdsIp(range, last + 1)
        );
      }),
    );
  });

  test('two ranges overlap exactly when they share an address', () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (left, right) => {
        const shared =
          Math.max(left.base, right.base) <= Math.min(left.base + size(left), right.base + size(right)) - 1;
        return overlaps(left, right) === shared;
      }),
    );
    expect(holdsCidr(cidr('10.0.0.0/16'), cidr('10.0.1.0/24'))).toBe(true);
    expect(holdsCidr(cidr('10.0.1.0/24'), cidr('10.0.0.0/16'))).toBe(false);
  });
});
