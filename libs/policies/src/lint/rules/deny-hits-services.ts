import { includesEveryone } from '../../kinds/callers.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

/** Keys that AWS services acting for themselves do not carry, so that a negated operator holds for them. */
const notCarried = [
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:sourceip',
];

export const denyHitsServices: Rule = {
  code: 'deny-hits-services',
  severity: 'warning',
  *check(statement, { kind }) {
    // No service acting for itself invokes an API or comes through an endpoint.
    if (kind === 'api' || kind === 'endpoint') return;
    if (statement.Effect !== 'Deny' || !includesEveryone(statement.Principal)) return;
    const conditions = conditionsIn(statement);
    const hit = conditions.filter(({ negated, key }) => negated && notCarried.includes(key.toLowerCase()));
    const spared = conditions.some(
      ({ use, negated, key, values }) =>
        (key.toLowerCase() === 'aws:principalisawsservice' && values.every((value) => String(value) === 'false')) ||
        // A positive condition on a key services lack already spares them.
        (use !== undefined &&
          use.name !== 'Null' &&
          !negated &&
          !use.ifExists &&
          notCarried.includes(key.toLowerCase())),
    );
    if (hit.length === 0 || spared) return;
    yield `AWS services carry no ${hit.map(({ key }) => key).join(' or ')}, so log delivery, CloudTrail and the like are denied. Add BoolIfExists aws:PrincipalIsAWSService "false".`;
  },
};
