import { compilePolicy, decide, type CompiledPolicy, type PolicySet } from '@palisade/policies';
import { nameOf } from '../../gateway/authorise.ts';
import { denial } from '../../gateway/denial.ts';
import { globalContext } from '../../kernel/context.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Host } from '../../kernel/host.ts';
import type { Permission } from '../../kernel/operation.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { CloudView } from '../../kernel/service.ts';
import { administratorAccess } from '../iam/aws-managed/administrator-access.ts';
import { readDirectory } from '../iam/directory.ts';
import { aliasKey, declaredKeys, type DeclaredKey } from './declared-keys.ts';
import { Disabled, PendingDeletion } from './errors.ts';
import { kms } from './index.ts';
import { notFound, readKeyReference } from './key-reference.ts';
import { isEnabled, keyContext, withGrants } from './key.ts';
import { usageContext } from './usage-context.ts';
import type { UseOfKey } from './use-of-key.ts';

const administrator = compilePolicy(administratorAccess.document, { name: administratorAccess.name, kind: 'identity' });

/** An action to be asked about, with condition keys of its own if it has some. */
export type AskedAction = string | Pick<Permission, 'action' | 'context'>;

/**
 * Whether somebody could use a key once `view` is in force: for services that check a key in their `interpret`, before anything has
 * switched over. `actions` are asked one by one (`kms:Decrypt`); the answer is the first problem as AWS says it, with its code.
 */
export function keyProblem(
  view: CloudView,
  host: Host,
  use: UseOfKey,
  actions: readonly AskedAction[],
): string | undefined {
  try {
    const { alias, key } = findIn(view, host, use);
    const policies = policiesIn(view, host, use.principal, key);
    const context = usageContext(use, keyContext(key.aliases, key.tags), alias);
    for (const asked of actions) {
      const { action, context: own } = typeof asked === 'string' ? { action: asked, context: {} } : asked;
      checkAllowed(host, use, { action, resource: key.arn, context: { ...context, ...own } }, policies);
    }
    checkState(host, key);
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

/**
 * Which key a name means in `view`: another one when a key was erased and is made anew under the same id. Undefined if nothing
 * declares it, or its material is gone.
 */
export function keyIdentity(view: CloudView, host: Host, name: Pick<UseOfKey, 'keyId' | 'region'>): string | undefined {
  try {
    const { key } = findIn(view, host, name);
    return `${key.id}@${host.state(kms).stored(key)?.createdAt ?? 'new'}`;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function findIn(
  view: CloudView,
  host: Host,
  { keyId, region }: Pick<UseOfKey, 'keyId' | 'region'>,
): { readonly key: DeclaredKey; readonly alias?: string } {
  const { accountId, partition } = host;
  const { aliases, keys } = declaredKeys(view);
  const reference = readKeyReference(keyId, { region, accountId });
  const id = reference.kind === 'key' ? reference.id : aliases.get(aliasKey(region, reference.name))?.keyId;
  const key = id === undefined ? undefined : keys.get(id);
  if (key?.region !== region || host.state(kms).stored(key)?.gone) {
    throw notFound(reference, { partition, region, account: accountId });
  }
  return { key, ...(reference.kind === 'alias' && { alias: reference.name }) };
}

function checkAllowed(
  { accountId, clock }: Host,
  { principal, region }: UseOfKey,
  permission: Parameters<typeof denial>[2],
  policies: PolicySet,
): void {
  const context = { ...globalContext({ principal, region, accountId, now: clock.now() }), ...permission.context };
  const { action, resource: arn } = permission;
  const decision = decide({ principal: nameOf(principal), action, resource: { arn, accountId }, context }, policies);
  if (decision.verdict !== 'Allowed') throw denial('json-1.1', principal, permission, decision);
}

function policiesIn(view: CloudView, host: Host, principal: Principal, key: DeclaredKey): PolicySet {
  const { grants = [] } = host.state(kms).stored(key) ?? {};
  const roles = grants.length === 0 && principal.kind !== 'assumed-role' ? undefined : readDirectory(view).roles;
  const inForce = grants.filter(
    ({ grantee, granteeId }) => granteeId === undefined || roles?.get(grantee)?.uniqueId === granteeId,
  );
  const resource = withGrants(key.compiled, inForce);
  if (principal.kind === 'service' || principal.kind === 'anonymous') return { identity: [], resource };
  if (principal.kind !== 'assumed-role') return { identity: [administrator], resource };
  const role = roles?.get(principal.principalArn);
  const identity: readonly CompiledPolicy[] = role?.identity ?? [];
  return { identity, resource, ...(role?.boundary && { boundary: role.boundary }) };
}

function checkState(host: Host, key: DeclaredKey): void {
  const stored = host.state(kms).stored(key);
  // A key that had been dropped and is declared again is kept.
  if (stored?.deletion !== undefined && stored.deletion.last === undefined) throw new PendingDeletion(key.arn);
  if (!isEnabled(key.enabled, stored?.switched)) throw new Disabled(key.arn);
}
