import { BlockList, isIPv4 } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAddress } from './address.ts';
import { RangeSet } from './range-set.ts';

describe('an address', () => {
  test.each([
    ['192.0.2.1', 4, 0xc0000201n],
    [' 192.0.2.1 ', 4, 0xc0000201n],
    ['::ffff:192.0.2.1', 4, 0xc0000201n],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['2001:db8::8:0:1', 6, 0x20010db8000000000000000800000001n],
    ['64:ff9b::192.0.2.1', 6, (0x64ff9bn << 96n) + 0xc0000201n],
  ])('%s is a number', (text, version, bits) => {
    const address = parseAddress(text);
    expect(address?.version).toBe(version);
    expect(address?.bits).toBe(bits);
  });

  test.each(['', 'x', '192.0.2', '192.0.2.256', '[::1]', '::1%eth0', '192.0.2.1:80', '1.2.3.4/8'])(
    '%j is none',
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );
});

test('a set of ranges has what Node’s own list of them has', () => {
  const near = fc
    .constantFrom('10.0.0.', '10.0.1.', '192.168.0.')
    .chain((net) => fc.nat(255).map((host) => `${net}${host}`));
  const six = fc
    .constantFrom('2001:db8::', '2001:db8:1::', 'fe80::')
    .chain((net) => fc.nat(65535).map((host) => net + host.toString(16)));
  const address = fc.oneof(near, six);
  const range = address.chain((text) =>
    fc.integer({ min: 1, max: isIPv4(text) ? 32 : 128 }).map((bits) => [text, bits] as const),
  );
  fc.assert(
    fc.property(fc.array(range, { maxLength: 6 }), address, (all, text) => {
      // Node takes an IPv4 address for one of IPv6, too; an IP set of AWS is of one version.
      const ranges = all.filter(([net]) => isIPv4(net) === isIPv4(text));
      const list = new BlockList();
      for (const [net, bits] of ranges) list.addSubnet(net, bits, isIPv4(net) ? 'ipv4' : 'ipv6');
      const parsed = parseAddress(text);
      expect(parsed && new RangeSet(ranges.map(([net, bits]) => `${net}/${bits}`)).has(parsed)).toBe(
        list.check(text, isIPv4(text) ? 'ipv4' : 'ipv6'),
      );
    }),
    { numRuns: 500 },
  );
});
