import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone, narrowsEndpoint } from './callers.ts';

/**
 * What may pass a gateway endpoint (S3, DynamoDB). Principal must be `"*"`: an account there means its root user only and
 * a role means nobody, so callers are narrowed by `aws:PrincipalArn`. Throws a PolicyError for another Principal, for an
 * Allow open to strangers and for a policy that lets nothing through.
 * Source: AWS PrivateLink Guide, "Endpoint policies for gateway endpoints".
 */
export function gatewayEndpointPolicy(name: string, statements: readonly Statement[]): Policy {
  for (const { Sid: sid, Principal: principal } of statements) {
    if (principal === '*') continue;
    throw new PolicyError(
      name,
      sid,
      'a gateway endpoint knows only Principal "*"',
      'Narrow the caller with ArnEquals on aws:PrincipalArn.',
    );
  }
  checkGate(name, statements);
  return buildPolicy(name, 'endpoint', statements, sizeBudgets.gatewayEndpoint);
}

/** What may pass an interface endpoint; here principals may be named. Throws as for gateway endpoints otherwise. */
export function interfaceEndpointPolicy(name: string, statements: readonly Statement[]): Policy {
  checkGate(name, statements);
  return buildPolicy(name, 'endpoint', statements, sizeBudgets.interfaceEndpoint);
}

function checkGate(name: string, statements: readonly Statement[]): void {
  const allows = statements.filter(({ Effect: effect }) => effect === 'Allow');
  if (allows.length === 0) {
    throw new PolicyError(
      name,
      undefined,
      'the endpoint lets nothing through',
      'Add an Allow: an endpoint policy replaces full access.',
    );
  }
  for (const { Sid: sid, Principal: principal, Condition: condition } of allows) {
    if (!includesEveryone(principal) || narrowsEndpoint(condition)) continue;
    throw new PolicyError(
      name,
      sid,
      'strangers may use the endpoint',
      'Ask for aws:PrincipalArn, aws:PrincipalAccount or aws:ResourceAccount.',
    );
  }
}
