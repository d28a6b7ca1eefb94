import { listOf } from '../document.ts';
import { catalogOf, isGlobalKey, mayCarry, typeOfKey } from '../service-authorization/catalog.ts';
import type { Statement } from '../statement.ts';
import { factsFor, knowsServicesIn, partsOf, servicesIn } from './actions.ts';
import type { ConditionUse } from './conditions.ts';

/** What AWS documents of a condition key beside the actions of a statement. */
export interface Carried {
  /** No service of the statement knows the key, and it is not a global one. */
  readonly unknown: boolean;
  /** Actions whose requests never carry the key. */
  readonly without: readonly string[];
  /** Actions whose requests may. */
  readonly with: number;
}

/** Undefined if the slice cannot say: a service it does not have, or a statement about all services. */
export function carriedBy(statement: Statement, key: string): Carried | undefined {
  if (!knowsServicesIn(statement)) return undefined;
  if (typeOfKey(key, servicesIn(statement)) === undefined) return { unknown: true, without: [], with: 0 };
  if (isGlobalKey(key) || statement.NotAction !== undefined) return undefined;
  const without: string[] = [];
  let carriers = 0;
  for (const action of listOf(statement.Action)) {
    const service = partsOf(action)?.service;
    const catalog = service === undefined ? undefined : catalogOf(service);
    if (catalog === undefined) return undefined;
    for (const facts of factsFor(action)) {
      if (mayCarry(catalog, facts, key)) carriers += 1;
      else without.push(`${service}:${facts.name}`);
    }
  }
  return { unknown: false, without, with: carriers };
}

/** Whether a condition holds for a request without its key. */
export function holdsWithoutKey({ negated, use }: ConditionUse): boolean {
  return negated || use?.ifExists === true || use?.set === 'ForAllValues';
}

/** `s3:GetObject, s3:ListBucket and 3 more`. */
export function someOf(actions: readonly string[]): string {
  const [shown, rest] = [actions.slice(0, 3), actions.length - 3];
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' and ');
}
