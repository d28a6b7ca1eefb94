import type { Value } from '@palisade/local-engine';
import { checkDocument } from '../../../kernel/policy-document.ts';

/** Problems of an API's resource policy, inline or as a RestApiPolicy. */
export function apiPolicyProblems(policy: Value | undefined): string[] {
  if (typeof policy !== 'string') return [];
  if (Buffer.byteLength(policy) > 8192) {
    return ['BadRequestException: Invalid policy document. The policy is larger than 8192 bytes.'];
  }
  return checkDocument(policy, { name: 'policy', kind: 'api' }).problems.map(
    ({ message }) => `BadRequestException: Invalid policy document. ${message}`,
  );
}
