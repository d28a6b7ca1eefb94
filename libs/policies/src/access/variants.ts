import { listOf, type OneOrMany } from '../document.ts';
import type { ConditionBlock, Statement } from '../statement.ts';

/** A statement changed in one element, so that it matches more requests. */
export interface Widening {
  /** What was widened: `actions`, `resources`, `principals`, or a condition key such as `aws:SourceVpce`. */
  readonly element: string;
  readonly statement: Statement;
}

/**
 * Every widening of a statement in one element: all actions of its services, every resource, every principal, and each
 * condition key left out. What is as wide as it can be has none.
 */
export function wideningsOf(statement: Statement): readonly Widening[] {
  return [
    ...widerActions(statement),
    ...widerResources(statement),
    ...widerPrincipals(statement),
    ...fewerKeys(statement),
  ];
}

function* widerActions(statement: Statement): Iterable<Widening> {
  const { Action: action, NotAction: notAction, ...rest } = statement;
  if (notAction !== undefined) yield { element: 'actions', statement: { ...rest, Action: '*' } };
  const services = [...new Set(listOf(action).map((one) => (one.includes(':') ? `${one.split(':')[0]}:*` : '*')))];
  if (action !== undefined && !sameSet(listOf(action), services))
    yield { element: 'actions', statement: { ...rest, Action: services } };
}

function* widerResources(statement: Statement): Iterable<Widening> {
  const { Resource: resource, NotResource: notResource, ...rest } = statement;
  if (notResource !== undefined || (resource !== undefined && !listOf(resource).includes('*')))
    yield { element: 'resources', statement: { ...rest, Resource: '*' } };
}

function* widerPrincipals(statement: Statement): Iterable<Widening> {
  const { Principal: principal, NotPrincipal: notPrincipal, ...rest } = statement;
  if (notPrincipal !== undefined || (principal !== undefined && principal !== '*'))
    yield { element: 'principals', statement: { ...rest, Principal: '*' } };
}

function* fewerKeys({ Condition: condition = {}, ...rest }: Statement): Iterable<Widening> {
  for (const [operator, keys] of Object.entries(condition)) {
    for (const key of Object.keys(keys)) {
      const left = without(condition, operator, key);
      yield {
        element: key,
        statement: Object.keys(left).length === 0 ? rest : { ...rest, Condition: left },
      };
    }
  }
}

function without(condition: ConditionBlock, operator: string, key: string): ConditionBlock {
  const { [key]: _dropped, ...keys } = condition[operator] ?? {};
  const { [operator]: _old, ...others } = condition;
  return Object.keys(keys).length === 0 ? others : { ...others, [operator]: keys };
}

function sameSet(one: OneOrMany<string>, other: readonly string[]): boolean {
  const [a, b] = [new Set(listOf(one)), new Set(other)];
  return a.size === b.size && [...a].every((value) => b.has(value));
}
