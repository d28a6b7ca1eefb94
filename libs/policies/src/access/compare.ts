import { checkNames, isGranted, type AccessContract } from './contract.ts';
import { accessMatrix, explainAccess, type AccessAnswer } from './matrix.ts';
import type { AccessModel } from './model.ts';
import type { AccessScope } from './scope.ts';

/** An answer the contract disagrees with, and why it is as it is. */
export interface Disagreement<
  Who extends string = string,
  On extends string = string,
  By extends string = string,
> extends AccessAnswer<Who, On, By> {
  readonly sentence: string;
}

/** What a comparison found: both lists empty means the contract is kept. */
export interface ContractComparison<
  Who extends string = string,
  On extends string = string,
  By extends string = string,
> {
  /** Questions asked. */
  readonly decided: number;
  /** Allowed by the policies, not by the contract. */
  readonly surplus: readonly Disagreement<Who, On, By>[];
  /** Granted by the contract, not allowed by the policies. */
  readonly missing: readonly Disagreement<Who, On, By>[];
}

/**
 * Decides every question of the scope and compares it with the contract: the model keeps the contract if nothing is in
 * surplus and nothing is missing. Throws a ModelError if the contract speaks of names that model and scope do not have.
 *
 * @example
 * const grant: Grant<'handler', 'document', 'tls'> = { who: ['handler'], may: ['s3:GetObject'], on: ['document'] };
 * const contract: AccessContract<'handler', 'document', 'tls'> = { usualPath: 'tls', grants: [grant] };
 * const { surplus, missing }: ContractComparison = compareWithContract(model, scope, contract);
 * const [first]: readonly Disagreement[] = surplus;
 * first?.action; // => s3:PutObject
 * missing.map(({ action }) => action); // => ["s3:GetObject"]
 */
export function compareWithContract<Who extends string, On extends string, By extends string>(
  model: AccessModel<Who, On>,
  scope: AccessScope<On, By>,
  contract: AccessContract<Who, On, By>,
): ContractComparison<Who, On, By> {
  checkNames(contract, {
    who: Object.keys(model.principals),
    on: Object.keys(model.resources),
    by: Object.keys(scope.paths),
  });
  const surplus: Disagreement<Who, On, By>[] = [];
  const missing: Disagreement<Who, On, By>[] = [];
  let decided = 0;
  for (const answer of accessMatrix(model, scope)) {
    decided += 1;
    const allowed = answer.decision.verdict === 'Allowed';
    if (allowed === isGranted(contract, answer)) continue;
    const { sentence } = explainAccess(model, scope, answer);
    (allowed ? surplus : missing).push({ ...answer, sentence });
  }
  return { decided, surplus, missing };
}
