import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SortedKeys } from '../storage/sorted-keys.ts';
import { listKeys, type ListingEntry } from './listing.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '\u{1F600}', '\uFF5E'), minLength: 1, maxLength: 5 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '\u{1F600}'), maxLength: 2 });

const nameOf = (entry: ListingEntry<string>): string => (entry.kind === 'item' ? entry.key : `${entry.prefix}…`);

/** What S3 documents, without any cleverness. */
function naive(keys: Iterable<string>, prefix: string, delimiter: string): string[] {
  const shown = new Set<string>();
  for (const each of [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    if (!each.startsWith(prefix)) continue;
    const at = delimiter === '' ? -1 : each.indexOf(delimiter, prefix.length);
    shown.add(at === -1 ? each : `${each.slice(0, at + delimiter.length)}…`);
  }
  return [...shown];
}

describe('a listing', () => {
  test('read page by page shows what sorting and grouping all keys shows', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        text,
        text,
        fc.integer({ min: 1, max: 5 }),
        (names, prefix, delimiter, maxKeys) => {
          const keys = new SortedKeys();
          for (const name of names) keys.add(name);
          const shown: string[] = [];
          let after: string | undefined;
          for (let page = 0; page < 100; page++) {
            const listing = listKeys(
              keys,
              { prefix, delimiter, maxKeys, ...(after !== undefined && { after }) },
              (name) => [name],
            );
            shown.push(...listing.entries.map(nameOf));
            expect(listing.entries.length).toBeLessThanOrEqual(maxKeys);
            if (!listing.truncated) break;
            const last = listing.entries.at(-1);
            after = last?.kind === 'item' ? last.key : last?.prefix;
          }
          expect(shown).toEqual(naive(names, prefix, delimiter));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('begins after a marker, whether it is a key or not', () => {
    const keys = new SortedKeys();
    for (const name of ['a', 'b/1', 'b/2', 'c']) keys.add(name);
    const list = (after: string, delimiter = ''): string[] =>
      listKeys(keys, { prefix: '', delimiter, maxKeys: 10, after }, (name) => [name]).entries.map(nameOf);
    expect(list('a')).toEqual(['b/1', 'b/2', 'c']);
    expect(list('b')).toEqual(['b/1', 'b/2', 'c']);
    expect(list('b/1', '/')).toEqual(['b/…', 'c']);
    expect(list('b/', '/')).toEqual(['c']);
    expect(list('z')).toEqual([]);
  });

  test('of no keys at all is not truncated', () => {
    const keys = new SortedKeys();
    keys.add('a');
    expect(listKeys(keys, { prefix: '', delimiter: '', maxKeys: 0 }, (name) => [name])).toEqual({
      entries: [],
      truncated: false,
    });
  });
});
