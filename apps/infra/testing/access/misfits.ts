import { lintTogether, type Finding } from '@palisade/policies';
import type { World } from './world.ts';

/** Part of the world, and not of the stack. */
const policiesOfAws = ['AdministratorAccess', 'default key policy'];

/** Where a stack's policies do not fit each other. */
export function misfits({ model }: Pick<World<string, string, string>, 'model'>): readonly Finding[] {
  return lintTogether(model).filter(({ policy }) => !policiesOfAws.includes(policy));
}
