import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { encodedDocument, findPolicy, isoDate } from './describe.ts';
import { NoSuchEntity } from '../errors.ts';
import { requiredText } from '../input.ts';
import type { IamState } from '../state.ts';

/** Only the version in force exists: an update replaces it, as a program has one policy text. */
export const getPolicyVersion = operation<IamState, { readonly arn: string; readonly version: string }>({
  name: 'GetPolicyVersion',
  parse: ({ input }) => ({ arn: requiredText(input, 'PolicyArn'), version: requiredText(input, 'VersionId') }),
  permissions: ({ arn }) => [{ action: 'iam:GetPolicyVersion', resource: arn }],
  run({ arn, version }, _call, state) {
    const policy = findPolicy(arn, state);
    if (policy.version !== version) throw new NoSuchEntity(`Policy ${arn} version ${version}`);
    return result({
      PolicyVersion: {
        Document: encodedDocument(policy.document),
        VersionId: version,
        IsDefaultVersion: true,
        CreateDate: isoDate(policy.createdAt),
      },
    });
  },
});
