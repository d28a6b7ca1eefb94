import { operators, parseOperator } from '../evaluate/conditions/operators.ts';
import type { ConditionBlock } from '../statement.ts';

const networkKeys: ReadonlySet<string> = new Set([
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:sourceip',
  'aws:vpcsourceip',
]);

/** Whether a condition is about requests that come another way than the endpoint, VPC or addresses it names. */
export function excludesNetworks(condition: ConditionBlock | undefined): boolean {
  return Object.entries(condition ?? {}).some(([operator, keys]) => {
    const use = parseOperator(operator);
    const negated = use !== undefined && use.name !== 'Null' && operators[use.name].negated;
    return negated && Object.keys(keys).some((key) => networkKeys.has(key.toLowerCase()));
  });
}
