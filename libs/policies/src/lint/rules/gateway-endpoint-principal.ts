import type { Rule } from '../rule.ts';
import { servicesIn } from '../actions.ts';

export const gatewayEndpointPrincipal: Rule = {
  code: 'gateway-endpoint-principal',
  severity: 'warning',
  *check(statement, { kind }) {
    const gateway = servicesIn(statement).every((service) => service === 's3' || service === 'dynamodb');
    if (kind !== 'endpoint' || !gateway || statement.Principal === '*') return;
    yield 'A gateway endpoint knows only Principal "*": an account means its root user, a role nobody. Use "*" with ArnEquals on aws:PrincipalArn.';
  },
};
