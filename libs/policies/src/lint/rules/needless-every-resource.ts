import { listOf } from '../../document.ts';
import { lambdaNetworkInterfaces } from '../../capabilities/ec2/lambda-network-interfaces.ts';
import { pushExecutionLogs } from '../../capabilities/logs/push-execution-logs.ts';
import type { Statement } from '../../statement.ts';
import { factsFor } from '../actions.ts';
import type { Rule } from '../rule.ts';

export const needlessEveryResource: Rule = {
  code: 'needless-every-resource',
  severity: 'warning',
  *check(statement, { kind }) {
    if (statement.Effect !== 'Allow' || !listOf(statement.Resource).includes('*')) return;
    // In a key policy `*` is the key; SCPs and boundaries grant nothing.
    if (['key', 'scp', 'boundary', 'endpoint'].includes(kind) || isDocumented(statement)) return;
    const narrow = listOf(statement.Action).filter(
      (action) => !/[*?]/.test(action) && (factsFor(action)[0]?.on.length ?? 0) > 0,
    );
    if (narrow.length > 0) yield `${narrow.join(', ')} could name resources instead of "*". Name them.`;
  },
};

/** Sets of actions that AWS documents on `*`: exactly these, nothing beside them. */
function isDocumented({ Action: action }: Statement): boolean {
  const actions = JSON.stringify([...listOf(action)].sort());
  return [lambdaNetworkInterfaces(), pushExecutionLogs()].some((known) => JSON.stringify(known.Action) === actions);
}
