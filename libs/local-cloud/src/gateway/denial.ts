import type { Decision, PolicyKind } from '@palisade/policies';
import { AwsError } from '../kernel/errors.ts';
import type { Permission } from '../kernel/operation.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Protocol } from '../kernel/service.ts';

/**
 * The error for a denied request, with AWS's code and sentence. `code`: that of services that have one of their own.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export function denial(
  protocol: Protocol,
  principal: Principal,
  permission: Permission,
  decision: Decision,
  code?: string,
): AwsError {
  const sentence = denialSentence(protocol, principal, permission, decision);
  if (code !== undefined) return new AwsError(code, sentence, 403);
  switch (protocol) {
    case 'rest-xml':
      return new AwsError('AccessDenied', sentence, 403);
    case 'query':
    case 'rest-xml-wrapped':
      return new AwsError('AccessDenied', sentence, 403);
    case 'ec2':
      return new AwsError(
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. ${sentence}`,
        403,
      );
    case 'rest-json':
      return new AwsError('AccessDeniedException', sentence, 403);
    default:
      return new AwsError('AccessDeniedException', sentence, 400);
  }
}

function denialSentence(protocol: Protocol, principal: Principal, permission: Permission, decision: Decision): string {
  if (principal.kind === 'anonymous')
    return protocol === 'rest-xml' ? 'Access Denied' : 'User: anonymous is not authorized.';
  const { action } = permission;
  const resource = protocol === 'rest-xml' ? `"${permission.resource}"` : permission.resource;
  const user = principal.kind === 'service' ? principal.name : principal.arn;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${reason(decision, action)}`;
}

function reason(decision: Decision, action: string): string {
  const { decidedBy, missing } = decision;
  if (decidedBy !== undefined) return `with an explicit deny in ${article(words(decidedBy.kind))}`;
  switch (missing) {
    case 'boundary':
      return `because no permissions boundary allows the ${action} action`;
    case 'session':
      return `because no session policy allows the ${action} action`;
    case 'endpoint':
      return `because no VPC endpoint policy allows the ${action} action`;
    case 'scp':
      return `because no service control policy allows the ${action} action`;
    case 'resource':
      return `because no resource-based policy allows the ${action} action`;
    case 'root-cannot-assume':
      return 'because roles may not be assumed by root accounts';
    default:
      return `because no identity-based policy allows the ${action} action`;
  }
}

function words(kind: PolicyKind): string {
  switch (kind) {
    case 'identity':
      return 'identity-based policy';
    case 'boundary':
      return 'permissions boundary';
    case 'session':
      return 'session policy';
    case 'scp':
      return 'service control policy';
    case 'rcp':
      return 'resource control policy';
    case 'endpoint':
      return 'VPC endpoint policy';
    default:
      return 'resource-based policy';
  }
}

const article = (noun: string): string => `${/^[aei]/.test(noun) ? 'an' : 'a'} ${noun}`;
