import type { Resource, ResourceLookup } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { role } from './role.ts';

/** The problem of a policy for a role that its stack does not have. */
export function missingRole(resource: Resource, lookup: ResourceLookup): string[] {
  const name = text(resource.inputs, 'role') ?? '';
  if (lookup.byId(role.token, name) !== undefined) return [];
  return [`NoSuchEntity: The role with name ${name} cannot be found.`];
}
