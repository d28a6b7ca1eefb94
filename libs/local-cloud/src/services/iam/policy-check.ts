import type { PolicyKind } from '@palisade/policies';
import { checkDocument } from '../../kernel/policy-document.ts';

/** Characters AWS counts: white space outside strings is free. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const limits = { managed: 6144, trust: 2048, inline: 10_240, session: 2048 } as const;

/** Messages for a policy AWS would refuse; none if it is fine. `text` is the JSON document. */
export function checkPolicyText(text: string, kind: PolicyKind, limit: number): string[] {
  const { compiled, problems } = checkDocument(text, { name: 'policy', kind });
  if (compiled === undefined) {
    return problems.map(
      ({ cause, message }) =>
        `MalformedPolicyDocument: ${cause === 'not-json' ? 'This policy contains invalid Json' : message}`,
    );
  }
  const size = JSON.stringify(compiled.document).length;
  return size > limit
    ? [`LimitExceeded: Cannot exceed quota for PolicySize: ${limit} (this policy has ${size} characters)`]
    : [];
}
