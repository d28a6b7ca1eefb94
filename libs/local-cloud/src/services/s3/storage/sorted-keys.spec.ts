import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys, SortedKeys } from './sorted-keys.ts';

const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 });

describe('sorted keys', () => {
  test('order keys by their UTF-8 bytes', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test('hold what a sorted list of the same keys holds, whatever was added and deleted', () => {
    const action = fc.record({ add: fc.boolean(), key: fc.integer({ min: 0, max: 2000 }) });
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 3000, size: 'max' }),
        fc.integer({ min: 0, max: 2000 }),
        (actions, start) => {
          const keys = new SortedKeys();
          const model = new Set<string>();
          for (const each of actions) {
            const name = `k${each.key}`;
            if (each.add) {
              keys.add(name);
              model.add(name);
            } else {
              keys.delete(name);
              model.delete(name);
            }
          }
          const from = `k${start}`;
          const expected = [...model].sort().filter((name) => name >= from);
          expect([...keys.from((name) => name >= from)]).toEqual(expected);
          expect(keys.seek((name) => name >= from)).toBe(expected[0]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
