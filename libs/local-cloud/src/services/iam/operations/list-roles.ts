import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import { describeRole } from './describe.ts';
import { paginate, readPaging, type Paging } from './paginate.ts';
import type { IamState } from '../state.ts';

export const listRoles = operation<IamState, { readonly prefix: string; readonly paging: Paging }>({
  name: 'ListRoles',
  parse: ({ input }) => ({ prefix: optionalText(input, 'PathPrefix') ?? '/', paging: readPaging(input) }),
  permissions: () => [{ action: 'iam:ListRoles', resource: '*' }],
  run({ paging, prefix }, _call, state) {
    const roles = [...state.directory.roles.values()].filter(({ path }) => path.startsWith(prefix));
    roles.sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, marker } = paginate(roles, paging);
    return result({ Roles: { member: items.map((role) => describeRole(role, state)) }, ...marker });
  },
});
