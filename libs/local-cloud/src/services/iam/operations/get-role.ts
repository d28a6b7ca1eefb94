import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { describeRoleFully } from './describe.ts';
import { requiredText } from '../input.ts';
import { rolePermission } from './permissions.ts';
import { requireRole } from './require-role.ts';
import type { IamState } from '../state.ts';

export const getRole = operation<IamState, string>({
  name: 'GetRole',
  parse: ({ input }) => requiredText(input, 'RoleName'),
  permissions: (name, state) => [rolePermission('iam:GetRole', name, state)],
  run: (name, _call, state) => result({ Role: describeRoleFully(requireRole(name, state), state) }),
});
