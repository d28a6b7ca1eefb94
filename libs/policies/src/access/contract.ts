import { covers } from '../build/cover.ts';
import { ModelError } from './ask.ts';
import type { AccessQuestion } from './scope.ts';

/** Something that is allowed. */
export interface Grant<Who extends string = string, On extends string = string, By extends string = string> {
  readonly who: readonly Who[];
  /** Actions; with `*` for those whose rights are not this system's to limit. */
  readonly may: readonly string[];
  readonly on: readonly On[] | 'everything';
  /** The contract's `usualPath` unless said otherwise. */
  readonly by?: readonly By[] | 'every path';
}

/** Something that stays denied although a grant covers it. */
export interface Exception<Who extends string = string, On extends string = string, By extends string = string> {
  readonly who: readonly Who[];
  readonly mayNot: readonly string[];
  /** Actions the exception spares. */
  readonly butMay?: readonly string[];
  readonly on: readonly On[] | 'everything';
  readonly by: readonly By[] | 'every path';
}

/**
 * Who may do what: what no grant covers, or an exception takes back, is denied. Names are those of an `AccessModel` and of
 * the paths of an `AccessScope`.
 */
export interface AccessContract<Who extends string = string, On extends string = string, By extends string = string> {
  readonly usualPath: By;
  readonly grants: readonly Grant<Who, On, By>[];
  readonly exceptions?: readonly Exception<Who, On, By>[];
}

/**
 * What the contract says about one question.
 *
 * @example
 * const except: Exception = { who: ['admin'], mayNot: ['s3:*'], on: ['document'], by: 'every path' };
 * const contract: AccessContract = {
 *   usualPath: 'tls',
 *   grants: [{ who: ['admin'], may: ['*'], on: 'everything' }],
 *   exceptions: [except],
 * };
 * isGranted(contract, { who: 'admin', action: 's3:GetObject', on: 'document', by: 'tls' }); // => false
 * isGranted(contract, { who: 'admin', action: 'kms:Decrypt', on: 'key', by: 'tls' }); // => true
 */
export function isGranted<Who extends string, On extends string, By extends string>(
  { usualPath, grants, exceptions = [] }: AccessContract<Who, On, By>,
  { who, action, on, by }: AccessQuestion<Who, On, By>,
): boolean {
  const granted = grants.some(
    (grant) =>
      grant.who.includes(who) &&
      among(grant.on, on) &&
      among(grant.by ?? [usualPath], by) &&
      coveredBy(grant.may, action),
  );
  return (
    granted &&
    !exceptions.some(
      (exception) =>
        exception.who.includes(who) &&
        among(exception.on, on) &&
        among(exception.by, by) &&
        coveredBy(exception.mayNot, action) &&
        !coveredBy(exception.butMay ?? [], action),
    )
  );
}

/** Throws a ModelError for a name in the contract that nobody or nothing has: such a line would prove nothing. */
export function checkNames(
  { usualPath, grants, exceptions = [] }: AccessContract,
  known: { readonly who: readonly string[]; readonly on: readonly string[]; readonly by: readonly string[] },
): void {
  const lines = [...grants, ...exceptions];
  const used = {
    who: lines.flatMap(({ who }) => who),
    on: lines.flatMap(({ on }) => (on === 'everything' ? [] : on)),
    by: [usualPath, ...lines.flatMap(({ by = [] }) => (by === 'every path' ? [] : by))],
  };
  for (const part of ['who', 'on', 'by'] as const) {
    const stray = used[part].find((name) => !known[part].includes(name));
    if (stray !== undefined)
      throw new ModelError(`The contract speaks of "${stray}". Name one of: ${known[part].join(', ') || 'none'}.`);
  }
}

function among<Name extends string>(names: readonly Name[] | string, name: Name): boolean {
  return typeof names === 'string' || names.includes(name);
}

function coveredBy(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => covers(pattern, action));
}
