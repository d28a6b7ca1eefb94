import { operation } from '../../../kernel/operation.ts';
import { optionalText } from '../../../kernel/query-input.ts';
import { result } from '../../../kernel/wire.ts';
import { awsManagedPolicies } from '../aws-managed/index.ts';
import { awsManagedArn } from '../arn.ts';
import { findPolicy, policyXml } from './describe.ts';
import { paginate, readPaging, type Paging } from './paginate.ts';
import type { IamState } from '../state.ts';

interface ListPolicies {
  readonly scope: string;
  readonly onlyAttached: boolean;
  readonly prefix: string;
  readonly paging: Paging;
}

export const listPolicies = operation<IamState, ListPolicies>({
  name: 'ListPolicies',
  parse: ({ input }) => ({
    scope: optionalText(input, 'Scope') ?? 'All',
    onlyAttached: input['OnlyAttached'] === 'true',
    prefix: optionalText(input, 'PathPrefix') ?? '/',
    paging: readPaging(input),
  }),
  permissions: () => [{ action: 'iam:ListPolicies', resource: '*' }],
  run({ onlyAttached, paging, prefix, scope }, _call, state) {
    const arns = [
      ...(scope === 'AWS' ? [] : state.directory.policies.keys()),
      ...(scope === 'Local' ? [] : awsManagedPolicies.map(({ name }) => awsManagedArn(name, state.host.partition))),
    ];
    const attached = new Set([...state.directory.roles.values()].flatMap((role) => role.attached));
    const policies = arns
      .filter((arn) => !onlyAttached || attached.has(arn))
      .map((arn) => findPolicy(arn, state))
      .filter(({ path }) => path.startsWith(prefix));
    const { items, marker } = paginate(policies, paging);
    return result({ Policies: { member: items.map((policy) => policyXml(policy, state, false)) }, ...marker });
  },
});
