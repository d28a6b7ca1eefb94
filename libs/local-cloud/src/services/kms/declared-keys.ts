import { compilePolicy, parseArn, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { flag, number, text, textMap, texts } from '../../kernel/properties.ts';
import { ApplyError, type CloudView } from '../../kernel/service.ts';
import type { Grant, GrantOperation } from './grant.ts';
import { keyIdOf } from './key-reference.ts';
import { constraintsOf } from './resources/grant.ts';
import { ALIAS, GRANT, KEY, KEY_POLICY } from './resources/names.ts';

/** What the graph says about a key. */
export interface DeclaredKey {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Undefined: no automatic rotation. */
  readonly rotationPeriodInDays: number | undefined;
  readonly deletionWindowInDays: number;
  readonly tags: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly policy: string;
  /** The policy, without grants. */
  readonly compiled: CompiledPolicy;
  /** `alias/…`, of all stacks. */
  readonly aliases: readonly string[];
  readonly grants: readonly DeclaredGrant[];
}

/** A declared grant; when it was made is stored, not declared. */
export type DeclaredGrant = Omit<Grant, 'createdAt' | 'issuedBy' | 'byProgram' | 'granteeId'>;

export interface DeclaredAlias {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  /** `alias/…` */
  readonly name: string;
  readonly arn: string;
  readonly keyId: string;
}

export interface DeclaredKeys {
  /** By id. */
  readonly keys: ReadonlyMap<string, DeclaredKey>;
  /** By `region:alias/…`. */
  readonly aliases: ReadonlyMap<string, DeclaredAlias>;
}

type Problem = { readonly urn: string; readonly message: string };

const DEFAULT_WINDOW = 30;
const read = new WeakMap<CloudView, DeclaredKeys>();

/** All keys and aliases of all stacks. Throws ApplyError for names that exist twice and keys that do not exist. */
export function declaredKeys(view: CloudView): DeclaredKeys {
  let found = read.get(view);
  if (found === undefined) read.set(view, (found = readAll(view)));
  return found;
}

export const aliasKey = (region: string, name: string): string => `${region}:${name}`;

function readAll(view: CloudView): DeclaredKeys {
  const problems: Problem[] = [];
  const regions = new Map(
    view.ofType(KEY).map(({ resource }) => [resource.id, text(resource.outputs, 'region') ?? ''] as const),
  );
  const missing = (urn: string, keyId: string, region: string): boolean => {
    const inRegion = parseArn(keyId)?.region ?? region;
    if (inRegion === region && regions.get(keyIdOf(keyId)) === region) return false;
    problems.push({ urn, message: `NotFoundException: Key '${keyId}' does not exist` });
    return true;
  };
  const aliases = readAliases(view, problems, missing);
  const policies = readPolicies(view, problems, missing);
  const grants = readGrants(view, missing);
  const keys = new Map<string, DeclaredKey>();
  for (const { resource, stack } of view.ofType(KEY)) {
    const { id, outputs, urn } = resource;
    const policy = policies.get(id) ?? text(outputs, 'policy') ?? '';
    keys.set(id, {
      urn,
      stack,
      region: text(outputs, 'region') ?? '',
      id,
      arn: text(outputs, 'arn') ?? '',
      description: text(outputs, 'description') ?? '',
      enabled: flag(outputs, 'isEnabled'),
      rotationPeriodInDays: flag(outputs, 'enableKeyRotation') ? number(outputs, 'rotationPeriodInDays') : undefined,
      deletionWindowInDays: number(outputs, 'deletionWindowInDays') ?? DEFAULT_WINDOW,
      tags: textMap(outputs, 'tagsAll'),
      policy,
      compiled: compileKeyPolicy(id, policy),
      aliases: [...aliases.values()].filter(({ keyId }) => keyId === id).map(({ name }) => name),
      grants: grants.get(id) ?? [],
    });
  }
  if (problems.length > 0) throw new ApplyError(problems);
  return { keys, aliases };
}

/** How decisions call it. `policy` is JSON text. */
export function compileKeyPolicy(keyId: string, policy: string): CompiledPolicy {
  return compilePolicy(JSON.parse(policy) as PolicyDocument, { name: `policy of key ${keyId}`, kind: 'key' });
}

function readAliases(
  view: CloudView,
  problems: Problem[],
  missing: (urn: string, keyId: string, region: string) => boolean,
): ReadonlyMap<string, DeclaredAlias> {
  const aliases = new Map<string, DeclaredAlias>();
  for (const { resource, stack } of view.ofType(ALIAS)) {
    const { outputs, urn } = resource;
    const target = text(outputs, 'targetKeyId') ?? '';
    const region = text(outputs, 'region') ?? '';
    const arn = text(outputs, 'arn') ?? '';
    const name = text(outputs, 'name') ?? '';
    if (missing(urn, target, region)) continue;
    if (aliases.has(aliasKey(region, name)))
      problems.push({ urn, message: `AlreadyExistsException: An alias with the name ${arn} already exists` });
    aliases.set(aliasKey(region, name), { urn, stack, region, name, arn, keyId: keyIdOf(target) });
  }
  return aliases;
}

function readPolicies(
  view: CloudView,
  problems: Problem[],
  missing: (urn: string, keyId: string, region: string) => boolean,
): ReadonlyMap<string, string> {
  const policies = new Map<string, string>();
  for (const { resource } of view.ofType(KEY_POLICY)) {
    const { outputs, urn } = resource;
    const keyId = text(outputs, 'keyId') ?? '';
    if (missing(urn, keyId, text(outputs, 'region') ?? '')) continue;
    const id = keyIdOf(keyId);
    if (policies.has(id))
      problems.push({ urn, message: `Key ${id} has another KeyPolicy already: one would undo the other.` });
    policies.set(id, text(outputs, 'policy') ?? '');
  }
  return policies;
}

function readGrants(
  view: CloudView,
  missing: (urn: string, keyId: string, region: string) => boolean,
): ReadonlyMap<string, readonly DeclaredGrant[]> {
  const grants = view.ofType(GRANT).flatMap(({ resource: { outputs, urn } }) => {
    const keyId = text(outputs, 'keyId') ?? '';
    if (missing(urn, keyId, text(outputs, 'region') ?? '')) return [];
    const constraints = constraintsOf(outputs);
    const retiring = text(outputs, 'retiringPrincipal');
    const grant: DeclaredGrant = {
      id: text(outputs, 'grantId') ?? '',
      name: text(outputs, 'name') ?? '',
      grantee: text(outputs, 'granteePrincipal') ?? '',
      ...(retiring !== undefined && { retiring }),
      operations: texts(outputs, 'operations') as readonly GrantOperation[],
      ...(constraints && { constraints }),
    };
    return [{ keyId: keyIdOf(keyId), grant }];
  });
  return new Map(
    [...Map.groupBy(grants, ({ keyId }) => keyId)].map(([id, entries]) => [id, entries.map(({ grant }) => grant)]),
  );
}
