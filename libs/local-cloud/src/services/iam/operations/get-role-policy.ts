import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { encodedDocument } from './describe.ts';
import { NoSuchEntity } from '../errors.ts';
import { requiredText } from '../input.ts';
import { rolePermission } from './permissions.ts';
import { requireRole } from './require-role.ts';
import type { IamState } from '../state.ts';

export const getRolePolicy = operation<IamState, { readonly role: string; readonly policy: string }>({
  name: 'GetRolePolicy',
  parse: ({ input }) => ({ role: requiredText(input, 'RoleName'), policy: requiredText(input, 'PolicyName') }),
  permissions: ({ role }, state) => [rolePermission('iam:GetRolePolicy', role, state)],
  run(input, _call, state) {
    const policy = requireRole(input.role, state).inline.find(({ name }) => name === input.policy);
    if (policy === undefined) throw new NoSuchEntity(`The role policy with name ${input.policy}`);
    return result({ RoleName: input.role, PolicyName: policy.name, PolicyDocument: encodedDocument(policy.document) });
  },
});
