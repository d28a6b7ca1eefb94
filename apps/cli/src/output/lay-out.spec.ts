import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layOut, NO_BREAK, wrap } from './lay-out.ts';

describe('a line', () => {
  test.each([
    ['fits', 10, ['fits']],
    ['two words', 7, ['two', '  words']],
    ['payment-revoked-certificates', 12, ['payment-', '  revoked-', '  certificat', '  es']],
    ['  as it is indented', 12, ['  as it is', '    indented']],
    ['  payment-revoked', 12, ['  payment-', '    revoked']],
    [`Deny${NO_BREAK}2×, Deny${NO_BREAK}1×`, 10, ['Deny 2×,', '  Deny 1×']],
  ])('%j in %d columns', (line, width, lines) => {
    expect(wrap(line, width)).toEqual(lines);
  });

  test('loses nothing and is never too long', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '/') });
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 30 }), (line, width) => {
        const lines = wrap(line, width);
        expect(lines.every(({ length }) => length <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
      }),
    );
  });
});

describe('a table', () => {
  test('that fits has columns as wide as what is in them', () => {
    expect(
      layOut(
        [
          [['a'], ['bb']],
          [['aaa'], ['b']],
        ],
        20,
      ),
    ).toEqual([['a    bb'], ['aaa  b']]);
  });

  test('has a line for each line of a cell', () => {
    expect(layOut([[['a', 'b'], ['c']]], 20)).toEqual([['a  c', 'b']]);
  });

  test('that does not fit is wrapped, the widest column first', () => {
    const rows = [[['name'], ['one two three four five six seven eight'], ['may '.repeat(20).trim()]]];
    for (const line of layOut(rows, 60).flat()) expect(line.length).toBeLessThanOrEqual(60);
    expect(layOut(rows, 60)[0]?.[0]).toMatch(/^name {2}one two .* may may/);
  });
});
