import type { CompiledStatement } from './compile-statement.ts';
import { applicable } from './applicable.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import {
  appliesTo,
  conditionTruths,
  matchesAction,
  matchesPrincipal,
  matchesResource,
  type PrincipalRules,
} from './match-statement.ts';
import type { PolicySet } from './policy-set.ts';
import type { CompiledPolicy } from './policy.ts';
import type { PrincipalMatch } from './principal.ts';
import { factsOf, type AccessRequest, type Facts } from './request.ts';
import { sentenceFor } from './sentence.ts';
import { stepsTo, type Step } from './steps.ts';
import type { ConditionValue, Effect } from '../statement.ts';
import type { PolicyKind } from '../policy-kind.ts';

/** One condition of a statement beside what the request carried. */
export interface ConditionExplanation {
  readonly operator: string;
  readonly key: string;
  readonly expected: readonly ConditionValue[];
  /** Undefined if the request has no such key. */
  readonly actual: string | readonly string[] | undefined;
  /** Undefined if it cannot be decided: then the statement fails closed. */
  readonly holds: boolean | undefined;
}

/** Which elements of a statement fit the request. */
export interface StatementExplanation {
  readonly statement: string;
  readonly effect: Effect;
  readonly applies: boolean;
  readonly action: boolean;
  readonly resource: boolean;
  readonly principal: PrincipalMatch;
  readonly conditions: readonly ConditionExplanation[];
}

/** One policy beside a request: what it says on its own, and each of its statements. */
export interface PolicyExplanation {
  readonly policy: string;
  readonly kind: PolicyKind;
  /** What the policy says on its own; `silent` if no statement applies. */
  readonly says: 'denies' | 'allows' | 'silent';
  readonly statements: readonly StatementExplanation[];
  /** Unknown operators and malformed values in it. */
  readonly undecidable: readonly string[];
}

/** A decision with its reasoning: a sentence, the steps, and every policy with every statement. */
export interface Explanation {
  readonly decision: Decision;
  /** The verdict in plain words: caller, action, resource, and the policy and statement that decided or was missing. */
  readonly sentence: string;
  /** How the decision was reached, in AWS's order, up to the step that ended it. */
  readonly steps: readonly Step[];
  /** Every policy that has a say, whether or not it was asked in the end. */
  readonly policies: readonly PolicyExplanation[];
}

/**
 * As `decide`, with the reasoning. It evaluates everything and allocates freely: for people, not for the hot path.
 *
 * @example
 * const policies: PolicySet = { identity: [compile(identityPolicy('writer', [putObject({ bucket: 'docs' })]))] };
 * const resource = { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }), accountId: account };
 * const { sentence, steps, policies: each }: Explanation = explain(
 *   { principal: role, action: 's3:GetObject', resource, context: {} },
 *   policies,
 * );
 * sentence; // => arn:aws:iam::111122223333:role/handler may not s3:GetObject on arn:aws:s3:::docs/a: no statement of its identity policies or of the resource policy allows it.
 * const last: Step | undefined = steps.at(-1);
 * const name: StepName | undefined = last?.step;
 * name; // => identity
 * const [policy]: readonly PolicyExplanation[] = each;
 * const [statement]: readonly StatementExplanation[] = policy?.statements ?? [];
 * statement?.action; // => false
 * const conditions: readonly ConditionExplanation[] = statement?.conditions ?? [];
 * conditions.length; // => 0
 */
export function explain(request: AccessRequest, policies: PolicySet): Explanation {
  const decision = decide(request, policies);
  const facts = factsOf(request);
  const explained = applicable(policies).map(({ policy, rules }) => explainPolicy(policy, facts, rules));
  const steps = stepsTo(facts, policies);
  return { decision, sentence: sentenceFor(request, decision, steps, explained), steps, policies: explained };
}

function explainPolicy(policy: CompiledPolicy, facts: Facts, rules: PrincipalRules): PolicyExplanation {
  const statements = policy.statements.map((statement) => explainStatement(statement, facts, rules));
  const applied = statements.filter((statement) => statement.applies).map((statement) => statement.effect);
  return {
    policy: policy.name,
    kind: policy.kind,
    says: applied.includes('Deny') ? 'denies' : applied.includes('Allow') ? 'allows' : 'silent',
    statements,
    undecidable: policy.undecidable,
  };
}

function explainStatement(statement: CompiledStatement, facts: Facts, rules: PrincipalRules): StatementExplanation {
  const truths = conditionTruths(statement, facts);
  return {
    statement: statement.name,
    effect: statement.effect,
    applies: appliesTo(statement, facts, rules) !== 'none',
    action: matchesAction(statement.actions, facts.action),
    resource: statement.resources === undefined || matchesResource(statement.resources, facts),
    principal: matchesPrincipal(statement, facts, rules),
    conditions: statement.conditions.map(({ operator, key, values }, index) => ({
      operator,
      key,
      expected: values,
      actual: facts.context.get(key.toLowerCase()),
      holds: truths[index],
    })),
  };
}
