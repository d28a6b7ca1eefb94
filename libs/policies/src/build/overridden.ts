import { listOf } from '../document.ts';
import type { Statement } from '../statement.ts';
import { coversAction, coversResource } from './cover.ts';

/** A Deny that always hits what an Allow of the same policy grants. */
export interface Override {
  readonly allow: Statement;
  readonly deny: Statement;
}

/** The first Allow that a Deny without a condition takes back as a whole: the two contradict each other. */
export function findOverride(statements: readonly Statement[]): Override | undefined {
  const denies = statements.filter((one) => one.Effect === 'Deny' && hitsAlways(one));
  for (const allow of statements) {
    const deny = allow.Effect === 'Allow' ? denies.find((one) => overrides(one, allow)) : undefined;
    if (deny !== undefined) return { allow, deny };
  }
  return undefined;
}

function hitsAlways({ Condition: condition = {}, Principal: principal }: Statement): boolean {
  return Object.keys(condition).length === 0 && (principal === undefined || principal === '*');
}

function overrides(deny: Statement, allow: Statement): boolean {
  if (allow.Action === undefined || deny.Action === undefined) return false;
  if (allow.NotResource !== undefined || deny.NotResource !== undefined) return false;
  return (
    listOf(allow.Action).every((action) => listOf(deny.Action).some((pattern) => coversAction(pattern, action))) &&
    listOf(allow.Resource).every((arn) => listOf(deny.Resource).some((pattern) => coversResource(pattern, arn)))
  );
}
