import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { requiredText } from '../input.ts';
import { paginate, readPaging, type Paging } from './paginate.ts';
import { rolePermission } from './permissions.ts';
import { requireRole } from './require-role.ts';
import type { IamState } from '../state.ts';

export const listRolePolicies = operation<IamState, { readonly role: string; readonly paging: Paging }>({
  name: 'ListRolePolicies',
  parse: ({ input }) => ({ role: requiredText(input, 'RoleName'), paging: readPaging(input) }),
  permissions: ({ role }, state) => [rolePermission('iam:ListRolePolicies', role, state)],
  run({ paging, role }, _call, state) {
    const { items, marker } = paginate(requireRole(role, state).inline, paging);
    return result({ PolicyNames: { member: items.map(({ name }) => name) }, ...marker });
  },
});
