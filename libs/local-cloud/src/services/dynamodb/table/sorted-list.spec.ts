import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SortedList } from './sorted-list.ts';

interface Entry {
  readonly value: number;
}

test('is always in order, from wherever it is read', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { maxLength: 1600, minLength: 0 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }),
      fc.integer({ min: -1, max: 3001 }),
      (added, removed, at) => {
        const list = new SortedList<Entry>((one, other) => one.value - other.value);
        const entries = new Map(added.map((value) => [value, { value }]));
        for (const entry of entries.values()) list.add(entry);
        for (const value of removed) {
          const entry = entries.get(value);
          entries.delete(value);
          list.delete(entry ?? { value });
        }
        const sorted = [...entries.keys()].toSorted((a, b) => a - b);
        expect(list.size).toBe(sorted.length);
        const values = (found: Iterable<Entry>): readonly number[] => [...found].map(({ value }) => value);
        // Just before `at`.
        const position = ({ value }: Entry): number => (at <= value ? -1 : 1);
        expect(values(list.after(position))).toEqual(sorted.filter((value) => value >= at));
        expect(values(list.before(position))).toEqual(sorted.filter((value) => value < at).toReversed());
      },
    ),
    { numRuns: 50 },
  );
});
