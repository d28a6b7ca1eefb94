import { listOf, statementsOf, type PolicyDocument } from '@palisade/policies';
import type { Directory, Role } from './directory.ts';

/**
 * Problems of trust policies that name somebody who does not exist; AWS refuses those when the role is made or changed. Roles
 * that stay as they were are not asked again: whom they trust may have gone since.
 */
export function checkTrustPrincipals(
  next: Directory,
  before: Directory,
  known: { readonly accountId: string; readonly userArns: ReadonlySet<string> },
): readonly { readonly urn: string; readonly message: string }[] {
  return [...next.roles.values()]
    .filter((role) => isChanged(role, before.roles.get(role.arn)))
    .flatMap((role) =>
      missingPrincipals(JSON.parse(role.assumeRolePolicy) as PolicyDocument, next, known).map(({ kind, name }) => ({
        urn: role.urn,
        message: `MalformedPolicyDocument: Invalid principal in policy: "${kind.toUpperCase()}":"${name}"`,
      })),
    );
}

interface NamedPrincipal {
  readonly kind: 'AWS' | 'Service';
  readonly name: string;
}

/** Principals of a policy that do not exist, as far as this account knows. */
export function missingPrincipals(
  document: PolicyDocument,
  directory: Directory,
  known: { readonly accountId: string; readonly userArns: ReadonlySet<string> },
): readonly NamedPrincipal[] {
  return principalsOf(document).filter(({ kind, name }) => !exists(kind, name, directory, known));
}

function isChanged(role: Role, before: Role | undefined): boolean {
  return before === undefined || before.uniqueId !== role.uniqueId || before.assumeRolePolicy !== role.assumeRolePolicy;
}

function principalsOf(document: PolicyDocument): readonly NamedPrincipal[] {
  return statementsOf(document).flatMap(({ Principal: principal }) =>
    principal === undefined || principal === '*'
      ? []
      : [
          ...listOf(principal.AWS).map((name) => ({ kind: 'AWS' as const, name })),
          ...listOf(principal.Service).map((name) => ({ kind: 'Service' as const, name })),
        ],
  );
}

function exists(
  kind: 'AWS' | 'Service',
  name: string,
  { roles }: Directory,
  { accountId, userArns }: { readonly accountId: string; readonly userArns: ReadonlySet<string> },
): boolean {
  if (kind === 'Service') return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(name);
  if (name === '*' || /^\d{12}$/.test(name)) return true;
  const [, account, resource = ''] = /^arn:[^:]+:(?:iam|sts)::(\d{12}):(.+)$/.exec(name) ?? [];
  if (account === undefined) return false;
  // Other accounts are not ours to know, and a session exists only while somebody holds it.
  if (account !== accountId || resource === 'root' || resource.startsWith('assumed-role/')) return true;
  return roles.has(name) || userArns.has(name);
}
