import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { findPolicy, policyXml } from './describe.ts';
import { requiredText } from '../input.ts';
import type { IamState } from '../state.ts';

export const getPolicy = operation<IamState, string>({
  name: 'GetPolicy',
  parse: ({ input }) => requiredText(input, 'PolicyArn'),
  permissions: (arn) => [{ action: 'iam:GetPolicy', resource: arn }],
  run: (arn, _call, state) => result({ Policy: policyXml(findPolicy(arn, state), state, true) }),
});
