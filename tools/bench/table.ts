import type { BenchRow } from './row.ts';

const COLUMNS = ['name', 'value', 'baseline', 'ratio', 'target'] as const;

/** The rows as a Markdown table; a row that misses its target says so. */
export function table(rows: readonly BenchRow[]): string {
  const lines = [
    [...COLUMNS, ''],
    ...rows.map((row) => [...COLUMNS.map((column) => row[column]), row.met ? '' : 'MISSED']),
  ];
  const widths = [...COLUMNS, ''].map((_, index) => Math.max(...lines.map((line) => (line[index] ?? '').length)));
  const format = (line: readonly string[]): string =>
    `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  return [format(head), rule, ...body.map(format)].join('\n');
}
