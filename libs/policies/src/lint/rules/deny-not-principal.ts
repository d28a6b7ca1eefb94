import type { Rule } from '../rule.ts';

export const denyNotPrincipal: Rule = {
  code: 'deny-not-principal',
  severity: 'error',
  *check({ NotPrincipal: notPrincipal }) {
    if (notPrincipal === undefined) return;
    yield 'NotPrincipal spares a session only if account, role and session are listed, and nobody with a permissions boundary. Use Principal "*" with ArnNotEquals on aws:PrincipalArn.';
  },
};
