import type { Action, ActionPattern, ResourceOf } from '../action.ts';
import type { Arn } from '../arn/arn.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { ConditionBlock, Principal, Statement } from '../statement.ts';
import { canonicalCondition } from './conditions.ts';
import { freeze } from './freeze.ts';

/** A list that is never empty: an empty Action or Resource is refused by AWS. */
export type OneOrMore<T> = readonly [T, ...T[]];

/**
 * What `allow` is told. `A` are its actions, `R` its resources: each action needs one of a type it acts on.
 *
 * @example
 * const objects: OneOrMore<ResourceOf<'s3:GetObject'>> = [s3ObjectArn({ bucket: 'docs', key: '*' })];
 * const spec: AllowSpec<'s3:GetObject', typeof objects> = { sid: 'Read', actions: ['s3:GetObject'], resources: objects };
 * allow(spec).Action; // => s3:GetObject
 */
export interface AllowSpec<A extends Action, R extends OneOrMore<ResourceOf<A>>> {
  /** Letters and digits; decisions and explanations name the statement by it. */
  readonly sid: string;
  /** Exact API actions; an Allow has no wildcards. */
  readonly actions: OneOrMore<A>;
  /** ARNs of the resource types these actions act on, at least one for each action. Leave out in trust policies. */
  readonly resources?: R & Fitting<NoInfer<A>, R[number]>;
  /** Only in policies of resources. */
  readonly principal?: Principal;
  readonly when?: ConditionBlock;
}

/** Nothing to ask for, or a sentence that is no list of ARNs: an action without any resource it acts on never matches. */
type Fitting<A extends Action, R> = [Idle<A, R>] extends [never]
  ? unknown
  : `No resource is what ${Idle<A, R>} acts on`;

/** The actions that act on none of these resources. */
type Idle<A extends Action, R> = A extends Action ? ([Extract<R, ResourceOf<A>>] extends [never] ? A : never) : never;

/**
 * Grants exactly these actions. What AWS does not know, and an ARN of a type the actions do not act on, do not compile.
 * Throws a {@link PolicyError} that says what to write instead of a wildcard, an empty list or a condition that cannot hold.
 *
 * @example
 * allow({ sid: 'Read', actions: ['s3:GetObject'], resources: [s3ObjectArn({ bucket: 'docs', key: '*' })] }).Effect; // => Allow
 */
export function allow<A extends Action, R extends OneOrMore<ResourceOf<A>>>(spec: AllowSpec<A, R>): Statement {
  for (const action of spec.actions) {
    if (/[*?]/.test(action))
      refuse(spec.sid, `Allow of "${action}"`, 'Name the API calls; what is not called is not granted.');
  }
  return statement('Allow', spec);
}

/** What `deny` is told. */
export interface DenySpec {
  readonly sid: string;
  readonly actions?: OneOrMore<Action | ActionPattern>;
  /** Everything but these actions is denied. */
  readonly exceptActions?: OneOrMore<Action | ActionPattern>;
  /** Leave out in trust policies only. */
  readonly resources?: OneOrMore<Arn | '*'>;
  readonly principal?: Principal;
  readonly when?: ConditionBlock;
}

/**
 * Denies, whatever else allows. Throws a {@link PolicyError} that says what to write instead.
 *
 * @example
 * const spec: DenySpec = { sid: 'NoDelete', actions: ['s3:DeleteObject*'], resources: ['*'] };
 * deny(spec); // => {"Sid":"NoDelete","Effect":"Deny","Action":"s3:DeleteObject*","Resource":"*"}
 */
export function deny(spec: DenySpec): Statement {
  if ((spec.actions === undefined) === (spec.exceptActions === undefined)) {
    refuse(spec.sid, 'a Deny of nothing, or of two things', 'Give either actions or exceptActions.');
  }
  return statement('Deny', spec);
}

/**
 * Every resource, for an Allow whose actions could name one. The reason is for the reader of the code; AWS is told `*`.
 * Throws a {@link PolicyError} if there is none.
 *
 * @example
 * everyResource('Lambda refuses to create the function otherwise'); // => *
 * everyResource(''); // throws Say why the resources cannot be named.
 */
export function everyResource(reason: string): Arn<never> & '*' {
  if (reason.trim() === '')
    refuse(undefined, 'every resource without a reason', 'Say why the resources cannot be named.');
  return '*' as Arn<never> & '*';
}

interface AnySpec {
  readonly sid: string;
  readonly actions?: readonly string[];
  readonly exceptActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principal?: Principal;
  readonly when?: ConditionBlock;
}

/** Sorted and without repetitions in every list, so that equal statements are equal documents. */
function statement(effect: 'Allow' | 'Deny', spec: AnySpec): Statement {
  const { sid, actions, exceptActions, resources, principal, when } = spec;
  if (!/^[A-Za-z0-9]+$/.test(sid)) refuse(sid, `the Sid "${sid}"`, 'A Sid has letters and digits only.');
  const refuseHere = (problem: string, remedy: string): never => refuse(sid, problem, remedy);
  return freeze({
    Sid: sid,
    Effect: effect,
    ...(principal !== undefined && { Principal: named(sid, principal) }),
    ...(actions && { Action: filled(sid, 'actions', actions) }),
    ...(exceptActions && { NotAction: filled(sid, 'actions', exceptActions) }),
    ...(resources && { Resource: filled(sid, 'resources', resources) }),
    ...(when && { Condition: canonicalCondition(when, refuseHere) }),
  });
}

function named(sid: string, principal: Principal): Principal {
  if (principal === '*') return principal;
  const types = Object.entries(principal).filter(([, names]) => names !== undefined);
  if (types.length === 0) refuse(sid, 'a Principal that names nobody', 'Name an ARN, an account, a service or "*".');
  return Object.fromEntries(types.map(([type, names]) => [type, filled(sid, 'principals', listOf(names))]));
}

function filled(sid: string, what: string, values: readonly string[]): string | readonly string[] {
  const [first, ...rest] = [...new Set(values)].sort();
  if (first === undefined) return refuse(sid, `no ${what}`, 'Name at least one.');
  if (values.includes(''))
    refuse(sid, `an empty text among the ${what}`, 'A name was not known when the policy was built.');
  return rest.length === 0 ? first : [first, ...rest];
}

function refuse(sid: string | undefined, problem: string, remedy: string): never {
  throw new PolicyError(undefined, sid, problem, remedy);
}
