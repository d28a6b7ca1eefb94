import type { Role } from '../directory.ts';
import { NoSuchEntity } from '../errors.ts';
import type { IamState } from '../state.ts';

/** Throws NoSuchEntity. */
export function requireRole(name: string, state: IamState): Role {
  const role = state.roleNamed(name);
  if (role === undefined) throw new NoSuchEntity(`The role with name ${name}`);
  return role;
}
