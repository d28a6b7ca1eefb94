import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unpredict } from './predictor.ts';
import { Name, SyntaxFault, type Value } from './syntax.ts';

const parameters = (more: Record<string, Value>) => new Map(Object.entries(more));

/** What a writer does to a row: the standard's own words, from the other side. */
const predict = (filters: number[], rows: Buffer[]): Buffer => {
  const at = (row: number, x: number) => (row < 0 || x < 0 ? 0 : (rows[row]?.[x] ?? 0));
  const paeth = (a: number, b: number, c: number) => {
    const estimate = a + b - c;
    const [best] = [a, b, c].sort((one, two) => Math.abs(estimate - one) - Math.abs(estimate - two));
    return best ?? 0;
  };
  const encoded = rows.map((bytes, row) => {
    const filter = filters[row] ?? 0;
    const one = (x: number) => {
      const [left, up, corner] = [at(row, x - 1), at(row - 1, x), at(row - 1, x - 1)];
      return [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][filter] ?? 0;
    };
    return Buffer.from([filter, ...bytes.map((byte, x) => (byte - one(x)) & 255)]);
  });
  return Buffer.concat(encoded);
};

describe('unpredict', () => {
  test('undoes what any filter did to any rows', () => {
    const table = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc.array(fc.tuple(fc.nat(4), fc.uint8Array({ minLength: columns, maxLength: columns })), {
        minLength: 1,
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(table, fc.integer({ min: 10, max: 15 }), (rows, predictor) => {
        const bytes = rows.map(([, row]) => Buffer.from(row));
        const data = predict(
          rows.map(([filter]) => filter),
          bytes,
        );
        const columns = bytes[0]?.length ?? 0;
        expect(unpredict(data, parameters({ Predictor: predictor, Columns: columns }))).toEqual(Buffer.concat(bytes));
      }),
    );
  });

  test('leaves alone what no predictor touched', () => {
    const data = Buffer.from([1, 2, 3]);
    expect(unpredict(data, undefined)).toBe(data);
    expect(unpredict(data, parameters({ Predictor: 1, Columns: 3 }))).toBe(data);
  });

  test.each<[string, Record<string, Value>]>([
    ['TIFF’s', { Predictor: 2, Columns: 2 }],
    ['one for colours', { Predictor: 12, Columns: 2, Colors: 3 }],
    ['one for samples of 16 bits', { Predictor: 12, Columns: 2, BitsPerComponent: 16 }],
    ['one without columns', { Predictor: 12, Columns: 0 }],
    ['one with too many columns', { Predictor: 12, Columns: 99 }],
    ['one that is no number', { Predictor: new Name('x') }],
  ])('does not know %s', (_name, more) => {
    expect(() => unpredict(Buffer.alloc(6), parameters(more))).toThrow(SyntaxFault);
  });

  test('does not know a row of a filter there is not', () => {
    expect(() => unpredict(Buffer.from([5, 0]), parameters({ Predictor: 12 }))).toThrow(SyntaxFault);
  });
});
