import { statementsOf, type PolicyDocument } from '../document.ts';
import { PolicyError } from '../errors.ts';
import { compilePolicy, type CompiledPolicy } from '../evaluate/policy.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { freeze } from './freeze.ts';
import { findOverride } from './overridden.ts';
import { checkSize, type SizeBudget } from './size-budget.ts';

/** A finished policy: immutable, checked by the rules of its kind, ready for AWS (`toJson`) and the evaluator (`compile`). */
export interface Policy {
  /** How decisions and explanations call it. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
}

/** Puts statements into a document, sorted by Sid: their order never matters, so equal policies are equal documents. */
export function buildPolicy(
  name: string,
  kind: PolicyKind,
  statements: readonly Statement[],
  budget: SizeBudget,
): Policy {
  const seen = new Set<string>();
  for (const { Sid: sid } of statements) {
    if (sid === undefined)
      throw new PolicyError(name, undefined, 'a statement has no Sid', 'Decisions name statements by it.');
    if (seen.has(sid)) throw new PolicyError(name, sid, 'the Sid is used twice', 'Give each statement its own.');
    seen.add(sid);
  }
  const sorted = statements.toSorted((a, b) => ((a.Sid ?? '') < (b.Sid ?? '') ? -1 : 1));
  const policy = freeze({ name, kind, document: { Version: '2012-10-17' as const, Statement: sorted } });
  const compiled = compilePolicy(policy.document, policy);
  const [problem] = compiled.undecidable;
  if (problem !== undefined)
    throw new PolicyError(name, undefined, problem, 'AWS would refuse the policy or never match it.');
  const override = findOverride(sorted);
  if (override !== undefined)
    throw new PolicyError(
      name,
      override.allow.Sid,
      `${override.deny.Sid} denies all of it, always`,
      'Remove one of the two, or give the Deny a condition.',
    );
  checkSize(policy, budget);
  return policy;
}

/**
 * The document as AWS takes it, without white space.
 *
 * @example
 * toJson(identityPolicy('lists', [describeLogGroups()])); // => {"Version":"2012-10-17","Statement":[{"Sid":"DescribeLogGroups","Effect":"Allow","Action":"logs:DescribeLogGroups","Resource":"*"}]}
 */
export function toJson(policy: Policy): string {
  return JSON.stringify(policy.document);
}

/**
 * Reads a document back: `fromJson(toJson(policy), policy)` equals `policy`. Throws as `compilePolicy` does.
 *
 * @example
 * const json = '{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Deny","Action":"*","Resource":"*"}]}';
 * const policy: Policy = fromJson(json, { name: 'frozen', kind: 'identity' });
 * toJson(policy) === json; // => true
 */
export function fromJson(json: string, { name, kind }: Pick<Policy, 'name' | 'kind'>): Policy {
  let document: PolicyDocument;
  try {
    document = JSON.parse(json) as PolicyDocument;
  } catch (cause) {
    throw new PolicyError(
      name,
      undefined,
      `the document is no JSON (${(cause as Error).message})`,
      'Write a JSON object.',
    );
  }
  compilePolicy(document, { name, kind });
  return freeze({ name, kind, document });
}

/**
 * The policy made ready for decisions; keep the result.
 *
 * @example
 * compile(identityPolicy('writer', [putObject({ bucket: 'docs' })])).allows.length; // => 1
 */
export function compile(policy: Policy): CompiledPolicy {
  return compilePolicy(policy.document, policy);
}

/**
 * The statements of a policy.
 *
 * @example
 * statementsIn(identityPolicy('writer', [putObject({ bucket: 'docs' })])).length; // => 1
 */
export function statementsIn(policy: Policy): readonly Statement[] {
  return statementsOf(policy.document);
}
