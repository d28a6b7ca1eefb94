import type { Resource, ResourceLookup } from '@palisade/local-engine';
import { text } from '../../kernel/properties.ts';

/** The problem of a policy for a role that its stack does not have. */
export function missingRole(resource: Resource, lookup: ResourceLookup): string[] {
  const name = text(resource.inputs, 'role') ?? '';
  if (lookup.byId('aws:iam/role:Role', name) !== undefined) return [];
  return [`NoSuchEntity: The role with name ${name} cannot be found.`];
}
