import { listOf } from '../../document.ts';
import { narrowsSource } from '../../kinds/callers.ts';
import type { Rule } from '../rule.ts';

/** Services documented to send aws:SourceArn when they take a role; Lambda and API Gateway are not. */
const sendsSourceToTrust = new Set([
  'events.amazonaws.com',
  's3.amazonaws.com',
  'scheduler.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
]);

export const confusedDeputy: Rule = {
  code: 'confused-deputy',
  severity: 'warning',
  *check({ Effect: effect, Principal: principal, Condition: condition }, { kind }) {
    if (effect !== 'Allow' || principal === undefined || principal === '*' || narrowsSource(condition)) return;
    for (const service of listOf(principal.Service)) {
      if (kind === 'trust' && !sendsSourceToTrust.has(service)) continue;
      yield `${service} may be made to act here by anyone. Ask for aws:SourceAccount, and aws:SourceArn where it is known.`;
    }
  },
};
