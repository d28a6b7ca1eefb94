import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import { findPolicy } from './describe.ts';
import { requiredText } from '../input.ts';
import { paginate, readPaging, type Paging } from './paginate.ts';
import { rolePermission } from './permissions.ts';
import { requireRole } from './require-role.ts';
import type { IamState } from '../state.ts';

interface ListAttached {
  readonly role: string;
  readonly prefix: string;
  readonly paging: Paging;
}

export const listAttachedRolePolicies = operation<IamState, ListAttached>({
  name: 'ListAttachedRolePolicies',
  parse: ({ input }) => ({
    role: requiredText(input, 'RoleName'),
    prefix: optionalText(input, 'PathPrefix') ?? '/',
    paging: readPaging(input),
  }),
  permissions: ({ role }, state) => [rolePermission('iam:ListAttachedRolePolicies', role, state)],
  run({ paging, prefix, role }, _call, state) {
    const policies = requireRole(role, state)
      .attached.map((arn) => findPolicy(arn, state))
      .filter(({ path }) => path.startsWith(prefix));
    const { items, marker } = paginate(policies, paging);
    return result({
      AttachedPolicies: { member: items.map(({ arn, name }) => ({ PolicyName: name, PolicyArn: arn })) },
      ...marker,
    });
  },
});
