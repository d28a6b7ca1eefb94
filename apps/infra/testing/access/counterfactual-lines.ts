import { counterfactuals, type StatementRef } from '@palisade/policies';
import type { SecondLine } from '../../src/access-contract.ts';
import type { World } from './world.ts';

export interface Unexplained {
  /** Statements and elements nothing would miss, without a reason. */
  readonly surprising: readonly string[];
  /** Reasons for what is missed after all, or is not there. */
  readonly stale: readonly string[];
}

/** Removes and widens every statement of the world in turn and compares what goes unnoticed with the reasons given for it. */
export function unexplained<Who extends string, On extends string, By extends string>(
  { model, scope }: World<Who, On, By>,
  secondLines: readonly SecondLine[],
): Unexplained {
  const { deadWeight, untestedBoundaries } = counterfactuals(model, scope);
  const unnoticed = [
    ...deadWeight.map((ref) => ({ ...ref, change: 'removed' })),
    ...untestedBoundaries.map((ref) => ({ ...ref, change: ref.element })),
  ].filter(({ policy }) => policy !== 'AdministratorAccess');
  return {
    surprising: unnoticed
      .filter((one) => !secondLines.some((line) => explains(line, one)))
      .map(({ change, policy, statement }) => `${policy} / ${statement}: ${change}`),
    stale: secondLines
      .filter((line) => !unnoticed.some((one) => explains(line, one)))
      .map(({ change, kind, statement = 'any' }) => `${kind} ${statement}: ${change}`),
  };
}

function explains(line: SecondLine, found: StatementRef & { readonly change: string }): boolean {
  return (
    line.kind === found.kind &&
    (line.statement === undefined || line.statement === found.statement) &&
    line.change === found.change
  );
}
