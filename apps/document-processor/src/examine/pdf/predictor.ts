import { SyntaxFault, type Dictionary } from './syntax.ts';

/**
 * Undoes what a predictor did to a structural stream (ISO 32000-1, 7.4.4.4): none, or one of PNG's on rows of single bytes,
 * which is all that writers use there.
 */
export function unpredict(data: Buffer, parameters: Dictionary | undefined): Buffer {
  const number = (name: string, fallback: number) => {
    const value = parameters?.get(name) ?? fallback;
    if (typeof value !== 'number') throw new SyntaxFault('A predictor has no number where one must be.');
    return value;
  };
  const [predictor, columns] = [number('Predictor', 1), number('Columns', 1)];
  if (predictor === 1) return data;
  const usual = predictor >= 10 && number('Colors', 1) === 1 && number('BitsPerComponent', 8) === 8;
  if (!usual || !Number.isInteger(columns) || columns < 1 || columns > data.length) {
    throw new SyntaxFault('Its structure is predicted in an unusual way.');
  }
  const rows = Math.floor(data.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) undo(data, out, row, columns);
  return out;
}

function undo(data: Buffer, out: Buffer, row: number, columns: number): void {
  const [from, to] = [row * (columns + 1), row * columns];
  const filter = data[from] ?? 0;
  for (let x = 0; x < columns; x++) {
    const left = x > 0 ? (out[to + x - 1] ?? 0) : 0;
    const up = row > 0 ? (out[to + x - columns] ?? 0) : 0;
    const corner = x > 0 && row > 0 ? (out[to + x - columns - 1] ?? 0) : 0;
    out[to + x] = (data[from + 1 + x] ?? 0) + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    default:
      throw new SyntaxFault('Its structure is predicted in an unknown way.');
  }
}
