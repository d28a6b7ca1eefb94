import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { describeTags } from './describe.ts';
import { requiredText } from '../input.ts';
import { rolePermission } from './permissions.ts';
import { requireRole } from './require-role.ts';
import type { IamState } from '../state.ts';

export const listRoleTags = operation<IamState, string>({
  name: 'ListRoleTags',
  parse: ({ input }) => requiredText(input, 'RoleName'),
  permissions: (name, state) => [rolePermission('iam:ListRoleTags', name, state)],
  run: (name, _call, state) => result({ Tags: describeTags(requireRole(name, state).tags), IsTruncated: false }),
});
