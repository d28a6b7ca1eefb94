import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { findPolicy, isoDate } from './describe.ts';
import { requiredText } from '../input.ts';
import type { IamState } from '../state.ts';

export const listPolicyVersions = operation<IamState, string>({
  name: 'ListPolicyVersions',
  parse: ({ input }) => requiredText(input, 'PolicyArn'),
  permissions: (arn) => [{ action: 'iam:ListPolicyVersions', resource: arn }],
  run(arn, _call, state) {
    const { createdAt, version } = findPolicy(arn, state);
    const member = [{ VersionId: version, IsDefaultVersion: true, CreateDate: isoDate(createdAt) }];
    return result({ Versions: { member }, IsTruncated: false });
  },
});
