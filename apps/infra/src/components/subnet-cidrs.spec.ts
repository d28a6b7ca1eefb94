import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { subnetCidrs } from './subnet-cidrs.ts';

const vpcs = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }));

function range(cidr: string): { first: number; last: number } {
  const [address = '', length = ''] = cidr.split('/');
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { first, last: first + 2 ** (32 - Number(length)) - 1 };
}

test('subnets lie inside the network and never overlap', () => {
  fc.assert(
    fc.property(vpcs, fc.integer({ min: 1, max: 8 }), ([a, b], zones) => {
      const cidr = `${a}.${b}.0.0/16`;
      const { public: open, private: closed } = subnetCidrs(cidr, zones);
      const vpc = range(cidr);
      const ranges = [...open, ...closed].map(range).sort((one, other) => one.first - other.first);
      expect(ranges).toHaveLength(2 * zones);
      for (const { first, last } of ranges) expect(first >= vpc.first && last <= vpc.last).toBe(true);
      ranges.slice(1).forEach(({ first }, index) => expect(first).toBeGreaterThan(ranges[index]?.last ?? Infinity));
    }),
  );
});

test('adding a zone moves no subnet', () => {
  expect(subnetCidrs('10.20.0.0/16', 3).private.slice(0, 2)).toEqual(subnetCidrs('10.20.0.0/16', 2).private);
  expect(subnetCidrs('10.20.0.0/16', 2)).toEqual({
    public: ['10.20.0.0/20', '10.20.16.0/20'],
    private: ['10.20.128.0/20', '10.20.144.0/20'],
  });
});

test.each([
  ['10.20.0.0/20', 2],
  ['10.20.1.0/16', 2],
  ['', 2],
  ['10.20.0.0/16', 0],
  ['10.20.0.0/16', 9],
])('%j with %d zones is refused', (cidr, zones) => {
  expect(() => subnetCidrs(cidr, zones)).toThrow(/no \/16 network|room for/);
});
