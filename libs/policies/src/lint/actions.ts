import { listOf } from '../document.ts';
import { catalogOf, services, type ActionFacts } from '../service-authorization/catalog.ts';
import type { Statement } from '../statement.ts';
import { matchGlob } from '../evaluate/glob.ts';

/** The actions a statement names, as written, from Action and NotAction. */
export function namedActions(statement: Statement): readonly string[] {
  return [...listOf(statement.Action), ...listOf(statement.NotAction)];
}

/** `s3:Put*` → service `s3`, name `put*` in lower case. `*` alone has no service. */
export function partsOf(action: string): { readonly service: string; readonly name: string } | undefined {
  const [service, name] = action.toLowerCase().split(':', 2);
  return service === undefined || name === undefined ? undefined : { service, name };
}

/** The services a statement is about; all of the slice if it names `*` or excludes actions. */
export function servicesIn(statement: Statement): readonly string[] {
  const actions = listOf(statement.Action).map(partsOf);
  if (statement.NotAction !== undefined || actions.includes(undefined)) return services;
  return [...new Set(actions.flatMap((parts) => parts?.service ?? []))];
}

/** Whether the slice knows every service the statement is about. */
export function knowsServicesIn(statement: Statement): boolean {
  return servicesIn(statement).every((service) => catalogOf(service) !== undefined);
}

/** What AWS documents of the actions a pattern covers. */
export function factsFor(action: string): readonly ActionFacts[] {
  const parts = partsOf(action);
  const catalog = parts && catalogOf(parts.service);
  if (parts === undefined || catalog === undefined) return [];
  const exact = catalog.actions.get(parts.name);
  if (exact !== undefined) return [exact];
  return [...catalog.actions].filter(([name]) => matchGlob(parts.name, name)).map(([, facts]) => facts);
}
