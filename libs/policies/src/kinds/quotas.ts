import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';

/** How much of each a policy may hold, where a service counts more than characters. */
export interface Quotas {
  readonly statements: number;
  readonly principals: number;
  readonly conditions?: number;
}

export function checkQuotas(name: string, statements: readonly Statement[], quotas: Quotas): void {
  const counts: Record<keyof Quotas, number> = {
    statements: statements.length,
    principals: sum(statements.map(({ Principal: who }) => (who === '*' ? 1 : Object.values(who ?? {}).flat().length))),
    conditions: sum(statements.map(({ Condition: condition }) => keysIn(condition))),
  };
  for (const [what, limit] of Object.entries(quotas) as [keyof Quotas, number][]) {
    if (counts[what] <= limit) continue;
    throw new PolicyError(
      name,
      undefined,
      `${counts[what]} ${what}, AWS takes ${limit}`,
      'Merge statements, or move grants to identity policies.',
    );
  }
}

function keysIn(condition: Statement['Condition']): number {
  return Object.values(condition ?? {}).flatMap((keys) => Object.keys(keys)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
