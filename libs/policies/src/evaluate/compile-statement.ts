import { listOf, type OneOrMany } from '../document.ts';
import type { PolicyKind } from '../policy-kind.ts';
import { statementName, type Effect, type Statement } from '../statement.ts';
import { compileArnPattern, type ArnPattern } from './arn-pattern.ts';
import { checkStatement } from './check-statement.ts';
import { compileConditions, type CompiledCondition } from './conditions/condition.ts';
import type { Decision } from './decision.ts';
import { compileGlob, type Glob } from './glob.ts';
import { compilePrincipal, type CompiledPrincipal } from './principal.ts';
import { parseTemplate } from './variables.ts';

/** A list of patterns, or its complement (NotAction, NotResource, NotPrincipal). */
export interface Patterns<T> {
  readonly negated: boolean;
  readonly patterns: readonly T[];
}

export interface CompiledStatement {
  readonly name: string;
  readonly effect: Effect;
  readonly source: Statement;
  readonly actions: Patterns<Glob>;
  /** Undefined in trust policies, which are about the role they are attached to. */
  readonly resources: Patterns<ArnPattern> | undefined;
  /** Undefined in policies attached to a caller. */
  readonly principal: { readonly negated: boolean; readonly value: CompiledPrincipal } | undefined;
  readonly conditions: readonly CompiledCondition[];
  readonly undecidable: readonly string[];
  /** The decision this statement makes when it is the one that decides: made once, returned many times. */
  readonly decision: Decision;
}

export interface PolicyFrame {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly principals: boolean;
  readonly variables: boolean;
}

export function compileStatement(source: Statement, index: number, policy: PolicyFrame): CompiledStatement {
  const name = statementName(source ?? {}, index);
  checkStatement(source, name, policy);
  const principal = source.Principal ?? source.NotPrincipal;
  const compiled = principal === undefined ? undefined : compilePrincipal(principal);
  const conditions = compileConditions(source.Condition ?? {}, policy.variables);
  const resource = {
    variables: policy.variables ? ('last-field' as const) : undefined,
    completeShort: policy.kind === 'identity' || policy.kind === 'boundary',
  };
  return {
    name,
    effect: source.Effect,
    source,
    actions: patternsOf(source.Action, source.NotAction, (action) =>
      compileGlob(parseTemplate(action.toLowerCase(), false)),
    ),
    resources:
      policy.kind === 'trust'
        ? undefined
        : patternsOf(source.Resource, source.NotResource, (arn) => compileArnPattern(arn, resource)),
    principal: compiled && { negated: source.NotPrincipal !== undefined, value: compiled },
    conditions,
    undecidable: [...(compiled?.undecidable ?? []), ...conditions.flatMap((condition) => condition.problems)],
    decision: {
      verdict: source.Effect === 'Allow' ? 'Allowed' : 'ExplicitlyDenied',
      decidedBy: { policy: policy.name, kind: policy.kind, statement: name },
    },
  };
}

function patternsOf<T>(
  positive: OneOrMany<string> | undefined,
  negative: OneOrMany<string> | undefined,
  compile: (text: string) => T,
): Patterns<T> {
  return { negated: negative !== undefined, patterns: listOf(positive ?? negative).map(compile) };
}
