import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { describeDeployer } from './describe.ts';
import type { IamState } from '../state.ts';

export const listUsers = operation<IamState, undefined>({
  name: 'ListUsers',
  parse: () => undefined,
  permissions: () => [{ action: 'iam:ListUsers', resource: '*' }],
  run: (_input, _call, state) => result({ Users: { member: [describeDeployer(state)] }, IsTruncated: false }),
});
