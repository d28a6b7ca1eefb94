import type { Plan, PropertyChange, Step } from '@palisade/local-engine';
import { paint } from './paint.ts';

const SYMBOLS = {
  create: ['+', 'green'],
  import: ['<', 'green'],
  update: ['~', 'yellow'],
  replace: ['±', 'magenta'],
  delete: ['-', 'red'],
  read: ['>', 'cyan'],
  same: ['=', 'gray'],
} as const;

/** One line: `+ aws:s3/bucket:Bucket  documents`. */
export function resourceLine(operation: Step['operation'], type: string, name: string): string {
  const [symbol, colour] = SYMBOLS[operation];
  return paint(colour, `  ${symbol} ${type.padEnd(52)} ${name}`);
}

const KEPT = {
  account: '  (kept in the account: retainOnDelete)',
  aws: '  (kept on AWS: retainOnDelete)',
} as const;

/** A step with its property differences, indented below. */
export function stepLines(step: Step): string[] {
  const note = step.replaced === true ? '  (replaced)' : step.retained === undefined ? '' : KEPT[step.retained];
  return [resourceLine(step.operation, step.type, `${step.name}${note}`), ...step.changes.map(changeLine)];
}

function changeLine({ path, kind, before, after, replaces }: PropertyChange): string {
  const why = replaces ? '  [replaces]' : '';
  if (kind === 'add') return paint('green', `      + ${path}: ${show(after)}${why}`);
  if (kind === 'delete') return paint('red', `      - ${path}: ${show(before)}${why}`);
  return paint('yellow', `      ~ ${path}: ${show(before)} → ${show(after)}${why}`);
}

/** `12 created, 1 updated, 40 unchanged`. */
export function summary(plan: Plan): string {
  const words = {
    create: 'created',
    import: 'imported',
    update: 'updated',
    replace: 'replaced',
    delete: 'deleted',
    same: 'unchanged',
  } as const;
  const parts = Object.entries(words).flatMap(([operation, word]) => {
    const count = plan.counts[operation as keyof typeof words];
    return count > 0 ? [`${count} ${word}`] : [];
  });
  const kept = plan.steps.filter(({ retained }) => retained === 'account').length;
  return (parts.join(', ') || 'nothing declared') + (kept > 0 ? ` (${kept} kept in the account)` : '');
}

const LONGEST_VALUE = 120;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)`;
}
