import type { Policy } from '../build/policy.ts';
import { statementsOf } from '../document.ts';
import { statementName, type Statement } from '../statement.ts';
import { ModelError } from './ask.ts';
import type { AccessModel } from './model.ts';

/** A statement of a policy of the model. */
export interface PlacedStatement {
  readonly policy: Policy;
  /** Sid, or `#0`, `#1`, … by position. */
  readonly name: string;
  readonly index: number;
  readonly statement: Statement;
}

/** Every policy of the model, once. Throws a ModelError for two policies of one kind and name: nobody could tell them apart. */
export function policiesIn({ principals, resources, endpoints }: AccessModel): readonly Policy[] {
  const all = new Set([
    ...Object.values(principals).flatMap(({ policies, boundary }) => [...policies, ...(boundary ? [boundary] : [])]),
    ...Object.values(resources).flatMap(({ policy }) => policy ?? []),
    ...Object.values(endpoints).flatMap(({ policy }) => policy ?? []),
  ]);
  const seen = new Map<string, Policy>();
  for (const policy of all) {
    const id = `${policy.kind} ${policy.name}`;
    if (seen.has(id))
      throw new ModelError(`Two policies are called "${policy.name}" (${policy.kind}). Give each its own name.`);
    seen.set(id, policy);
  }
  return [...all];
}

export function statementsInModel(model: AccessModel): readonly PlacedStatement[] {
  return policiesIn(model).flatMap((policy) =>
    statementsOf(policy.document).map((statement, index) => ({
      policy,
      name: statementName(statement, index),
      index,
      statement,
    })),
  );
}
