import { compilePolicy, PolicyError, type PolicyDocument, type PolicyKind } from '@palisade/policies';

/** Characters AWS counts: white space outside strings is free. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const limits = { managed: 6144, trust: 2048, inline: 10_240, session: 2048 } as const;

/** Messages for a policy AWS would refuse; none if it is fine. `text` is the JSON document. */
export function checkPolicyText(text: string, kind: PolicyKind, limit: number): string[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return ['MalformedPolicyDocument: This policy contains invalid Json'];
  }
  try {
    compilePolicy(document as PolicyDocument, { name: 'policy', kind });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [`MalformedPolicyDocument: ${error.message}`];
  }
  const size = JSON.stringify(document).length;
  return size > limit
    ? [`LimitExceeded: Cannot exceed quota for PolicySize: ${limit} (this policy has ${size} characters)`]
    : [];
}
