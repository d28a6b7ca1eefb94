import { includesEveryone, narrowsCallers, narrowsEndpoint } from '../../kinds/callers.ts';
import type { Rule } from '../rule.ts';

export const openToEveryone: Rule = {
  code: 'open-to-everyone',
  severity: 'error',
  *check({ Effect: effect, Principal: principal, Condition: condition }, { kind }) {
    if (effect !== 'Allow' || kind === 'rcp' || !includesEveryone(principal)) return;
    if (narrowsCallers(condition) || (kind === 'endpoint' && narrowsEndpoint(condition))) return;
    yield 'Anyone may do this, unsigned callers too. Name principals, or ask for aws:PrincipalArn or another key that strangers cannot have.';
  },
};
