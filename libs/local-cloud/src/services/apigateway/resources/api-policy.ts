import { compilePolicy, type PolicyDocument } from '@palisade/policies';
import type { Value } from '@palisade/local-engine';

/** Problems of an API's resource policy, inline or as a RestApiPolicy. */
export function apiPolicyProblems(policy: Value | undefined): string[] {
  if (typeof policy !== 'string') return [];
  if (Buffer.byteLength(policy) > 8192) {
    return ['BadRequestException: Invalid policy document. The policy is larger than 8192 bytes.'];
  }
  try {
    compilePolicy(JSON.parse(policy) as PolicyDocument, { name: 'policy', kind: 'api' });
    return [];
  } catch (error) {
    return [`BadRequestException: Invalid policy document. ${(error as Error).message}`];
  }
}
