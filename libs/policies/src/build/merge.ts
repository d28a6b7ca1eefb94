import { listOf } from '../document.ts';
import type { Statement } from '../statement.ts';
import { coversAction, coversResource } from './cover.ts';
import { freeze } from './freeze.ts';

/**
 * Fewer statements that decide the same, for a policy that has outgrown its budget. Statements that differ only in Action,
 * or only in Resource, become one with the Sid of the first; one that another covers is dropped, and so are actions and
 * resources that a pattern beside them covers. No verdict changes; decisions may name another Sid. Statements with
 * NotAction, NotResource or NotPrincipal are left alone. Order does not matter: the result is sorted by Sid.
 *
 * @example
 * const [read, write] = [getObject({ bucket: 'docs' }), putObject({ bucket: 'docs' })];
 * mergeStatements([read, write]).map((one) => one.Action); // => [["s3:GetObject","s3:PutObject"]]
 */
export function mergeStatements(statements: readonly Statement[]): readonly Statement[] {
  let merged = statements.toSorted((a, b) => compare(a.Sid ?? '', b.Sid ?? '')).map(withoutCovered);
  for (let step = mergeOnce(merged); step !== undefined; step = mergeOnce(merged)) merged = step;
  return freeze(merged);
}

/** The list with one pair made one, or undefined if there is none. */
function mergeOnce(statements: readonly Statement[]): Statement[] | undefined {
  for (const [index, one] of statements.entries()) {
    for (const [later, other] of statements.entries()) {
      if (later <= index) continue;
      const united = unite(one, other);
      if (united === undefined) continue;
      return statements.flatMap((statement, at) => (at === index ? united : at === later ? [] : statement));
    }
  }
  return undefined;
}

function unite(one: Statement, other: Statement): Statement | undefined {
  if (!mergeable(one) || !mergeable(other) || frameOf(one) !== frameOf(other)) return undefined;
  const sid = one.Sid === undefined ? {} : { Sid: one.Sid };
  if (encloses(one, other)) return one;
  if (encloses(other, one)) return { ...other, ...sid };
  if (sameSet(one.Resource, other.Resource)) return withoutCovered({ ...one, Action: union(one.Action, other.Action) });
  if (sameSet(one.Action, other.Action))
    return withoutCovered({ ...one, Resource: union(one.Resource, other.Resource) });
  return undefined;
}

function mergeable({ Action: action, NotPrincipal: notPrincipal, NotResource: notResource }: Statement): boolean {
  return action !== undefined && notPrincipal === undefined && notResource === undefined;
}

/** Everything two statements must have in common; whether they have a Resource at all is part of it. */
function frameOf({
  Effect: effect,
  Principal: principal,
  Condition: condition,
  Resource: resource,
}: Statement): string {
  return JSON.stringify([effect, principal ?? null, condition ?? {}, resource === undefined]);
}

function encloses(outer: Statement, inner: Statement): boolean {
  return (
    listOf(inner.Action).every((action) => listOf(outer.Action).some((pattern) => coversAction(pattern, action))) &&
    listOf(inner.Resource).every((arn) => listOf(outer.Resource).some((pattern) => coversResource(pattern, arn)))
  );
}

function withoutCovered(statement: Statement): Statement {
  if (!mergeable(statement)) return statement;
  return {
    ...statement,
    Action: oneOrMany(uncovered(listOf(statement.Action), coversAction)),
    ...(statement.Resource !== undefined && {
      Resource: oneOrMany(uncovered(listOf(statement.Resource), coversResource)),
    }),
  };
}

/** Of two that cover each other (`S3:*` and `s3:*`) the first stays. */
function uncovered(list: readonly string[], cover: (pattern: string, other: string) => boolean): readonly string[] {
  return list.filter(
    (one, index) => !list.some((other, at) => at !== index && cover(other, one) && (at < index || !cover(one, other))),
  );
}

function union(one: Statement['Action'], other: Statement['Action']): readonly string[] {
  return [...new Set([...listOf(one), ...listOf(other)])];
}

function sameSet(one: Statement['Action'], other: Statement['Action']): boolean {
  const [a, b] = [new Set(listOf(one)), new Set(listOf(other))];
  return a.size === b.size && [...a].every((value) => b.has(value));
}

function oneOrMany(list: readonly string[]): string | readonly string[] {
  const [only] = list;
  return list.length === 1 && only !== undefined ? only : list.toSorted(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
