import type { Policy } from '../build/policy.ts';
import { statementsOf } from '../document.ts';
import { statementName } from '../statement.ts';
import type { Finding } from './rule.ts';
import { rules } from './rules.ts';

/**
 * Looks for what AWS accepts and the author regrets: misspelt actions and keys, statements that never match, grants wider
 * than the call, ways for strangers. Every code is described in LINT.md. A policy without findings may still be wrong:
 * only decisions show that.
 *
 * @example
 * const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:PutObjekt', Resource: '*' } } as const;
 * const [finding]: readonly Finding[] = lint({ name: 'typo', kind: 'identity', document });
 * finding?.code; // => unknown-action
 * const severity: Severity | undefined = finding?.severity;
 * severity; // => error
 */
export function lint(policy: Policy): readonly Finding[] {
  return statementsOf(policy.document).flatMap((statement, index) =>
    rules.flatMap(({ code, severity, check }) =>
      Array.from(check(statement, policy), (message) => ({
        code,
        severity,
        policy: policy.name,
        statement: statementName(statement, index),
        message,
      })),
    ),
  );
}
