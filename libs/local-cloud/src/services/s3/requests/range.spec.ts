import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentRange, readRange } from './range.ts';

describe('a Range header', () => {
  test.each([
    ['bytes=0-0', 10, { from: 0, to: 1 }],
    ['bytes=3-', 10, { from: 3, to: 10 }],
    ['bytes=-4', 10, { from: 6, to: 10 }],
    ['bytes=-40', 10, { from: 0, to: 10 }],
    ['bytes=8-99', 10, { from: 8, to: 10 }],
    ['bytes=5-3', 10, undefined],
    ['bytes=0-1,4-5', 10, undefined],
    ['items=0-1', 10, undefined],
    ['bytes=-', 10, undefined],
    [undefined, 10, undefined],
  ])('%s of %i bytes', (header, size, expected) => {
    expect(readRange(header, size)).toEqual(expected);
  });

  test.each([
    ['bytes=10-', 10],
    ['bytes=10-12', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
    ['bytes=-1', 0],
  ])('%s of %i bytes cannot be satisfied', (header, size) => {
    expect(() => readRange(header, size)).toThrow(
      expect.objectContaining({ code: 'InvalidRange', status: 416, headers: { 'content-range': `bytes */${size}` } }),
    );
  });

  test('takes what slicing the bytes one by one takes', () => {
    const position = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(position, position, fc.integer({ min: 1, max: 20 }), (first, last, size) => {
        const body = Array.from({ length: size }, (_, index) => index);
        const wanted = body.filter((index) => index >= first && index <= last);
        if (last < first) expect(readRange(`bytes=${first}-${last}`, size)).toBeUndefined();
        else if (wanted.length === 0)
          expect(() => readRange(`bytes=${first}-${last}`, size)).toThrow('not satisfiable');
        else {
          const range = readRange(`bytes=${first}-${last}`, size);
          expect(body.slice(range?.from, range?.to)).toEqual(wanted);
          expect(contentRange(range ?? { from: 0, to: 0 }, size)).toBe(`bytes ${wanted[0]}-${wanted.at(-1)}/${size}`);
        }
      }),
    );
  });
});
