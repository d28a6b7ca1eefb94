import type { LoggingFilter } from '../declared/declared.ts';
import type { Verdict } from '../web-acl/verdict.ts';

type Condition = LoggingFilter['filters'][number]['conditions'][number];

/** Whether a record of this verdict is written. Source: AWS WAFV2 API Reference, LoggingFilter. */
export function keeps(filter: LoggingFilter | undefined, verdict: Verdict): boolean {
  if (filter === undefined) return true;
  const first = filter.filters.find(({ conditions, requirement }) =>
    requirement === 'MEETS_ALL'
      ? conditions.every((condition) => meets(condition, verdict))
      : conditions.some((condition) => meets(condition, verdict)),
  );
  return (first?.behavior ?? filter.defaultBehavior) === 'KEEP';
}

function meets({ action, label }: Condition, verdict: Verdict): boolean {
  if (label !== undefined) return verdict.labels.includes(label);
  switch (action) {
    case 'COUNT':
      return verdict.counted.length > 0 || verdict.groups.some(({ counted }) => counted.length > 0);
    case 'EXCLUDED_AS_COUNT':
      return verdict.groups.some(({ counted }) => counted.some(({ overridden }) => overridden !== undefined));
    default:
      return verdict.action === action;
  }
}
