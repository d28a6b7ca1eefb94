import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone, narrowsEndpoint } from './callers.ts';
import { checkAll, type Check } from './checks.ts';
import { endpointText } from './endpoint-text.ts';

/**
 * What may pass a gateway endpoint (S3, DynamoDB). Principal must be `"*"`: an account there means its root user only and
 * a role means nobody, so callers are narrowed by `aws:PrincipalArn`. Throws a PolicyError for another Principal, for a
 * service that has no gateway endpoint, for an Allow open to strangers, for a policy that lets nothing through, and for
 * conditions endpoints do not take (`aws:PrincipalAccount` with a wildcard, a `*` with too little text beside it).
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 *
 * @example
 * const write = allow({
 *   sid: 'OnlyHandler',
 *   principal: '*',
 *   actions: ['s3:PutObject'],
 *   resources: [s3ObjectArn({ bucket: 'docs', key: '*' })],
 *   when: { ArnEquals: { 'aws:PrincipalArn': role } },
 * });
 * gatewayEndpointPolicy('s3-endpoint', [write]).kind; // => endpoint
 */
export function gatewayEndpointPolicy(name: string, statements: readonly Statement[]): Policy {
  checkAll(name, statements, [everyonePrincipal, ...endpointText]);
  const [service] = checkGate(name, statements);
  if (service !== undefined && service !== 's3' && service !== 'dynamodb') {
    throw new PolicyError(
      name,
      undefined,
      `${service} has no gateway endpoint`,
      'Use interfaceEndpointPolicy; gateway endpoints are for s3 and dynamodb.',
    );
  }
  return buildPolicy(name, 'endpoint', statements, sizeBudgets.gatewayEndpoint);
}

/**
 * What may pass an interface endpoint; here principals may be named. Throws a PolicyError for actions of more than one
 * service (an endpoint leads to one), an Allow open to strangers, a policy that lets nothing through, and conditions
 * endpoints do not take. Source: as for gateway endpoints.
 *
 * @example
 * const publishing = { ...publish({ ...here, topic: 'alarms' }), Principal: { AWS: role } };
 * interfaceEndpointPolicy('sns-endpoint', [publishing]).kind; // => endpoint
 */
export function interfaceEndpointPolicy(name: string, statements: readonly Statement[]): Policy {
  checkAll(name, statements, endpointText);
  checkGate(name, statements);
  return buildPolicy(name, 'endpoint', statements, sizeBudgets.interfaceEndpoint);
}

const everyonePrincipal: Check = (name, { Sid: sid, Principal: principal }) => {
  if (principal === '*') return;
  throw new PolicyError(
    name,
    sid,
    'a gateway endpoint knows only Principal "*"',
    'Narrow the caller with ArnEquals on aws:PrincipalArn.',
  );
};

/** Refuses a gate that is closed or open to strangers; returns the service it leads to, if it names one. */
function checkGate(name: string, statements: readonly Statement[]): readonly string[] {
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
      'Ask for aws:PrincipalArn, aws:PrincipalAccount or aws:ResourceAccount without wildcards.',
    );
  }
  const actions = statements.flatMap((one) => [...listOf(one.Action), ...listOf(one.NotAction)]);
  const services = [...new Set(actions.filter((action) => action !== '*').map((action) => action.split(':')[0] ?? ''))];
  if (services.length > 1) {
    throw new PolicyError(
      name,
      undefined,
      `actions of ${services.sort().join(' and ')}, but an endpoint leads to one service`,
      'Write one policy for each endpoint.',
    );
  }
  return services;
}
