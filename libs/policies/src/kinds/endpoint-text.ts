import { parseArn } from '../arn/arn.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import type { Check } from './checks.ts';

/** Global keys whose values AWS makes: endpoints take neither wildcards nor numbers on them. */
const generated: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:sourceaccount',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);

const noWildcardIds: Check = (name, statement) => {
  for (const { operator, key, value } of comparisonsIn(statement)) {
    if (!generated.has(key.toLowerCase()) || !(/^Numeric/.test(operator) || hasWildcard(operator, value))) continue;
    throw new PolicyError(
      name,
      statement.Sid,
      `${operator} on ${key} with "${value}": an endpoint policy takes no wildcards there`,
      'Name the ids.',
    );
  }
};

const sixCharacters: Check = (name, statement) => {
  for (const { operator, key, value } of comparisonsIn(statement)) {
    if (!hasWildcard(operator, value) || !/^(ForA(ny|ll)Values?:)?String/.test(operator)) continue;
    const parts = value.split(/[*?]/);
    const lonely = parts.some((part, index) => index > 0 && part.length < 6 && (parts[index - 1] ?? '').length < 6);
    if (!lonely) continue;
    throw new PolicyError(
      name,
      statement.Sid,
      `${operator} on ${key} with "${value}": an endpoint policy wants six characters beside a wildcard`,
      'Write out more of the value.',
    );
  }
};

const wholeAccounts: Check = (name, statement) => {
  const texts = [...listOf(statement.Resource), ...[...comparisonsIn(statement)].map(({ value }) => value)];
  const mixed = texts.find((text) => {
    const account = parseArn(text)?.account ?? '';
    return /[*?]/.test(account) && /\d/.test(account);
  });
  if (mixed === undefined) return;
  throw new PolicyError(
    name,
    statement.Sid,
    `"${mixed}" mixes digits and wildcards in its account`,
    'Write the whole account id, or * alone.',
  );
};

/**
 * What every endpoint policy must keep to.
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies", "Considerations".
 */
export const endpointText: readonly Check[] = [noWildcardIds, sixCharacters, wholeAccounts];

function hasWildcard(operator: string, value: string): boolean {
  return /Like|^(ForA(ny|ll)Values?:)?Arn/.test(operator) && /[*?]/.test(value);
}

function* comparisonsIn({
  Condition: condition = {},
}: Statement): Iterable<{ operator: string; key: string; value: string }> {
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      for (const value of listOf(values)) yield { operator, key, value: String(value) };
    }
  }
}
