import { isRegex } from '../regex/regex.ts';
import type { Statement } from '../statements/statement.ts';

/**
 * Regular expressions that look at the same thing become one that is any of them: an automaton walks through a text once for all of them.
 * `statements` are the members of an OR.
 */
export function joined(statements: readonly Statement[]): readonly Statement[] {
  const byField = new Map<string, Statement[]>();
  const others: Statement[] = [];
  for (const statement of statements) {
    const { RegexMatchStatement } = statement;
    if (RegexMatchStatement === undefined) {
      others.push(statement);
      continue;
    }
    const { RegexString: _pattern, ...looks } = RegexMatchStatement;
    const key = JSON.stringify(looks);
    byField.set(key, [...(byField.get(key) ?? []), statement]);
  }
  return [...[...byField.values()].flatMap(asOne), ...others];
}

function asOne(statements: readonly Statement[]): readonly Statement[] {
  const [first] = statements;
  if (first?.RegexMatchStatement === undefined || statements.length === 1) return statements;
  const patterns = statements.map(({ RegexMatchStatement }) => `(?:${RegexMatchStatement?.RegexString ?? ''})`);
  const RegexString = patterns.join('|');
  // Together they may be more than one automaton can be.
  return isRegex(RegexString) ? [{ RegexMatchStatement: { ...first.RegexMatchStatement, RegexString } }] : statements;
}
