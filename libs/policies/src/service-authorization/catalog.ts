import { globalKeys, serviceJson } from './data.ts';

export interface ActionFacts {
  /** As AWS spells it. */
  readonly name: string;
  /** One or more access levels, separated by commas. */
  readonly level: string;
  /** Resource types, `service:type`; none: only `*` is possible. */
  readonly on: readonly string[];
  /** Condition keys beside the global ones; a trailing `/` or `:` means a name follows. */
  readonly keys: readonly string[];
}

export interface ServiceCatalog {
  readonly service: string;
  /** By lower-case name. */
  readonly actions: ReadonlyMap<string, ActionFacts>;
  /** ARN patterns by `service:type`, `*` where names go. */
  readonly resources: Readonly<Record<string, { readonly arns: readonly string[]; readonly keys: readonly string[] }>>;
  /** Types of condition keys, by lower-case name or stem. */
  readonly keys: ReadonlyMap<string, string>;
}

interface ServiceData {
  readonly actions: Record<string, Omit<ActionFacts, 'name'>>;
  readonly resources: ServiceCatalog['resources'];
  readonly keys: Record<string, string>;
}

const read = new Map<string, ServiceCatalog>();

/** The services in the slice. */
export const services: readonly string[] = Object.keys(serviceJson);

/** What AWS documents of a service; undefined for one that is not in the slice. */
export function catalogOf(service: string): ServiceCatalog | undefined {
  const json = Object.hasOwn(serviceJson, service) ? serviceJson[service] : undefined;
  if (json === undefined) return undefined;
  let catalog = read.get(service);
  if (catalog === undefined) {
    const { actions, resources, keys } = JSON.parse(json) as ServiceData;
    catalog = {
      service,
      actions: new Map(Object.entries(actions).map(([name, facts]) => [name.toLowerCase(), { name, ...facts }])),
      resources,
      keys: lowerCaseKeys(keys),
    };
    read.set(service, catalog);
  }
  return catalog;
}

const globals = lowerCaseKeys(globalKeys);

/** The type of a condition key: global, or of one of these services; undefined if none of them has it. */
export function typeOfKey(key: string, among: readonly string[]): string | undefined {
  const lower = key.toLowerCase();
  for (const keys of [globals, ...among.map((service) => catalogOf(service)?.keys)]) {
    const type = keys && lookUp(keys, lower);
    if (type !== undefined) return type;
  }
  return undefined;
}

/** Whether requests to every service may carry the key. */
export function isGlobalKey(key: string): boolean {
  return lookUp(globals, key.toLowerCase()) !== undefined;
}

/** Whether AWS documents the key for an action or for a resource type it acts on. */
export function mayCarry(catalog: ServiceCatalog, { keys, on }: ActionFacts, key: string): boolean {
  const documented = [...keys, ...on.flatMap((type) => catalog.resources[type]?.keys ?? [])];
  return lookUp(new Map(documented.map((name) => [name.toLowerCase(), ''])), key.toLowerCase()) !== undefined;
}

function lookUp(keys: ReadonlyMap<string, string>, key: string): string | undefined {
  const exact = keys.get(key);
  if (exact !== undefined) return exact;
  // `aws:PrincipalTag/team` and `kms:EncryptionContext:aws:logs:arn` are stems followed by a name.
  for (const [stem, type] of keys)
    if (/[/:]$/.test(stem) && key.length > stem.length && key.startsWith(stem)) return type;
  return undefined;
}

function lowerCaseKeys(keys: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(keys).map(([name, type]) => [name.toLowerCase(), type]));
}
