import type { Operation } from '../../../kernel/operation.ts';
import type { IamState } from '../state.ts';
import { getPolicy } from './get-policy.ts';
import { getPolicyVersion } from './get-policy-version.ts';
import { getRole } from './get-role.ts';
import { getRolePolicy } from './get-role-policy.ts';
import { getUser } from './get-user.ts';
import { listAttachedRolePolicies } from './list-attached-role-policies.ts';
import { listPolicies } from './list-policies.ts';
import { listPolicyVersions } from './list-policy-versions.ts';
import { listRolePolicies } from './list-role-policies.ts';
import { listRoles } from './list-roles.ts';
import { listRoleTags } from './list-role-tags.ts';
import { listUsers } from './list-users.ts';
import { simulatePrincipalPolicy } from './simulate-principal-policy.ts';

export const operations: readonly Operation<IamState>[] = [
  getPolicy,
  getPolicyVersion,
  getRole,
  getRolePolicy,
  getUser,
  listAttachedRolePolicies,
  listPolicies,
  listPolicyVersions,
  listRolePolicies,
  listRoles,
  listRoleTags,
  listUsers,
  simulatePrincipalPolicy,
];
