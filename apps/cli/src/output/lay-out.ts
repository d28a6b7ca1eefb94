/** Columns a report is to be read in. */
export const WIDTH = 120;

/** What the last column gets at least, however long the others are. */
const LAST = 38;
const GAP = 2;

/** A cell of a table: its lines. */
export type Cell = readonly string[];

/** A space that no line is broken at. */
export const NO_BREAK = '\u00a0';

/**
 * Breaks a line at spaces; a word that is longer than the width, behind `/`, `-` or `:` or wherever it must. What follows is
 * indented as the line is, and by `indent` more.
 */
export function wrap(line: string, width: number, indent = '  '): readonly string[] {
  const own = /^ */.exec(line)?.[0] ?? '';
  const hanging = (own + indent).slice(0, Math.floor(width / 2));
  const lines: string[] = [];
  let left = line;
  while (left.trimEnd().length > width) {
    const at = breakIn(left, width, (lines.length > 0 ? hanging : own.slice(0, width - 1)).length);
    lines.push(left.slice(0, at).trimEnd());
    left = hanging + left.slice(at).trimStart();
  }
  return [...lines, left.trimEnd()].map((each) => each.replaceAll(NO_BREAK, ' '));
}

/** Where to break a text of more than `width` characters: behind its indent, or nothing would get shorter. */
function breakIn(text: string, width: number, indent: number): number {
  const space = text.lastIndexOf(' ', width);
  if (space > indent) return space;
  const inside = Math.max(...['/', '-', ':'].map((mark) => text.lastIndexOf(mark, width - 1)));
  return inside > indent ? inside + 1 : width;
}

/** Rows as lines of at most `width` characters: long cells are wrapped, the last column's at what the others leave. */
export function layOut(rows: readonly (readonly Cell[])[], width: number): readonly (readonly string[])[] {
  const natural = (rows[0] ?? []).map((_, column) => Math.max(...rows.flatMap((row) => lengths(row[column]))));
  const gaps = GAP * (natural.length - 1);
  const last = Math.min(natural.at(-1) ?? 0, LAST);
  const widths = shrunk(natural.slice(0, -1), width - gaps - last);
  widths.push(width - gaps - widths.reduce((sum, one) => sum + one, 0));
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      cell.flatMap((line) => wrap(line, widths[column] ?? width, column === row.length - 1 ? '' : '  ')),
    );
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  });
}

const lengths = (cell: Cell = []): readonly number[] => [0, ...cell.map(({ length }) => length)];

/** The widest first, until together they fit. */
function shrunk(widths: readonly number[], total: number): number[] {
  let cap = Math.max(0, ...widths);
  const sum = (): number => widths.reduce((all, one) => all + Math.min(one, cap), 0);
  while (cap > 1 && sum() > total) cap -= 1;
  return widths.map((one) => Math.min(one, cap));
}
