import { listOf, type OneOrMany } from '../document.ts';
import { PolicyError } from '../errors.ts';
import { describeKind, type PolicyKind } from '../policy-kind.ts';
import { statementName, type Effect, type Statement } from '../statement.ts';
import { compileArnPattern, type ArnPattern } from './arn-pattern.ts';
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
  const name = statementName(source, index);
  checkShape(source, name, policy);
  const principal = source.Principal ?? source.NotPrincipal;
  const compiled = principal === undefined ? undefined : compilePrincipal(principal);
  const conditions = compileConditions(source.Condition ?? {}, policy.variables);
  const resource = {
    variables: policy.variables ? ('last-field' as const) : ('none' as const),
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

const elements = new Set<string>([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] satisfies (keyof Statement)[]);

/** Refuses what AWS refuses, with what to write instead. */
function checkShape(source: Statement, name: string, policy: PolicyFrame): void {
  const kind = describeKind(policy.kind);
  const refuse = (problem: string, remedy: string): never => {
    throw new PolicyError(policy.name, name, problem, remedy);
  };
  for (const element of Object.keys(source)) {
    if (!elements.has(element)) refuse(`unknown element "${element}"`, `A statement has ${[...elements].join(', ')}.`);
  }
  if (source.Effect !== 'Allow' && source.Effect !== 'Deny')
    refuse('Effect is missing or unknown', 'Write "Allow" or "Deny".');
  for (const [a, b] of [
    ['Action', 'NotAction'],
    ['Resource', 'NotResource'],
    ['Principal', 'NotPrincipal'],
  ] as const) {
    if (source[a] !== undefined && source[b] !== undefined) refuse(`${a} and ${b} together`, 'Keep one of the two.');
  }
  // A key policy statement without Action or Resource is accepted by KMS and has no effect.
  const lenient = policy.kind === 'key';
  if (!lenient && source.Action === undefined && source.NotAction === undefined) {
    refuse('no Action', 'Name the actions the statement is about.');
  }
  const resource = source.Resource ?? source.NotResource;
  if (policy.kind === 'trust' && resource !== undefined) {
    refuse('a trust policy has no Resource', 'Remove it: the statement is about the role it is attached to.');
  }
  if (!lenient && policy.kind !== 'trust' && resource === undefined)
    refuse('no Resource', 'Name the ARNs the statement is about.');
  const principal = source.Principal ?? source.NotPrincipal;
  if (!policy.principals && principal !== undefined) {
    refuse(`this ${kind} has a Principal`, 'Remove it: the policy is about the identity it is attached to.');
  }
  if (policy.principals && principal === undefined)
    refuse(`this ${kind} has no Principal`, 'Name who the statement is about.');
  if (source.NotPrincipal !== undefined && (source.Effect === 'Allow' || policy.kind === 'trust')) {
    refuse(
      'NotPrincipal is supported only with Deny and not in trust policies',
      'Use Principal "*" with ArnNotEquals on aws:PrincipalArn.',
    );
  }
}
