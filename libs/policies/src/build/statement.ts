import type { Action, ActionPattern, ResourceOf } from '../action.ts';
import type { Arn } from '../arn/arn.ts';
import { PolicyError } from '../errors.ts';
import type { ConditionBlock, Principal, Statement } from '../statement.ts';
import { freeze } from './freeze.ts';

/** A list that is never empty: an empty Action or Resource is refused by AWS. */
export type OneOrMore<T> = readonly [T, ...T[]];

export interface AllowSpec<A extends Action> {
  /** Letters and digits; decisions and explanations name the statement by it. */
  readonly sid: string;
  /** Exact API actions; an Allow has no wildcards. */
  readonly actions: OneOrMore<A>;
  /** ARNs of the resource types these actions act on. Leave out in trust policies. */
  readonly resources?: OneOrMore<ResourceOf<NoInfer<A>>>;
  /** Only in policies of resources. */
  readonly principal?: Principal;
  readonly when?: ConditionBlock;
}

/** Grants exactly these actions. Throws a {@link PolicyError} that says what to write instead. */
export function allow<A extends Action>(spec: AllowSpec<A>): Statement {
  for (const action of spec.actions) {
    if (/[*?]/.test(action))
      refuse(spec.sid, `Allow of "${action}"`, 'Name the API calls; what is not called is not granted.');
  }
  return statement('Allow', spec);
}

export interface DenySpec {
  readonly sid: string;
  readonly actions?: OneOrMore<Action | ActionPattern>;
  /** Everything but these actions is denied. */
  readonly exceptActions?: OneOrMore<Action | ActionPattern>;
  readonly resources: OneOrMore<Arn | '*'>;
  readonly principal?: Principal;
  readonly when?: ConditionBlock;
}

/** Denies, whatever else allows. Throws a {@link PolicyError} that says what to write instead. */
export function deny(spec: DenySpec): Statement {
  if ((spec.actions === undefined) === (spec.exceptActions === undefined)) {
    refuse(spec.sid, 'a Deny of nothing, or of two things', 'Give either actions or exceptActions.');
  }
  return statement('Deny', spec);
}

/**
 * Every resource, for an Allow whose actions could name one. The reason is for the reader of the code; AWS is told `*`.
 */
export function everyResource(reason: string): Arn<never> {
  if (reason.trim() === '')
    refuse(undefined, 'every resource without a reason', 'Say why the resources cannot be named.');
  return '*' as Arn<never>;
}

interface AnySpec {
  readonly sid: string;
  readonly actions?: readonly string[];
  readonly exceptActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principal?: Principal;
  readonly when?: ConditionBlock;
}

function statement(effect: 'Allow' | 'Deny', spec: AnySpec): Statement {
  const { sid, actions, exceptActions, resources, principal, when } = spec;
  if (!/^[A-Za-z0-9]+$/.test(sid)) refuse(sid, `the Sid "${sid}"`, 'A Sid has letters and digits only.');
  return freeze({
    Sid: sid,
    Effect: effect,
    ...(principal !== undefined && { Principal: principal }),
    ...(actions && { Action: filled(sid, 'actions', actions) }),
    ...(exceptActions && { NotAction: filled(sid, 'actions', exceptActions) }),
    ...(resources && { Resource: filled(sid, 'resources', resources) }),
    ...(when && { Condition: conditions(sid, when) }),
  });
}

/** Sorted and without repetitions, so that equal statements are equal documents. */
function filled(sid: string, what: string, values: readonly string[]): string | readonly string[] {
  const [first, ...rest] = [...new Set(values)].sort();
  if (first === undefined) return refuse(sid, `no ${what}`, 'Name at least one.');
  if (values.includes(''))
    refuse(sid, `an empty text among the ${what}`, 'A name was not known when the policy was built.');
  return rest.length === 0 ? first : [first, ...rest];
}

function conditions(sid: string, block: ConditionBlock): ConditionBlock {
  for (const [operator, keys] of Object.entries(block)) {
    for (const [key, values] of Object.entries(keys)) {
      if (Array.isArray(values) ? values.length === 0 || values.includes('') : values === '') {
        refuse(sid, `${operator} on ${key} compares with nothing`, 'Give the condition a value or leave it out.');
      }
    }
  }
  return block;
}

function refuse(sid: string | undefined, problem: string, remedy: string): never {
  throw new PolicyError('statement', sid, problem, remedy);
}
