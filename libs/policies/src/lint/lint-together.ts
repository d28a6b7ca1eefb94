import type { AccessModel } from '../access/model.ts';
import { policiesIn } from '../access/statements.ts';
import { lint } from './lint.ts';
import { pairRules } from './pair-rules.ts';
import type { Finding } from './rule.ts';

/**
 * `lint` for every policy of a model, and then for the pairs that only work together: a function's permissions and the API
 * methods that integrate it, a key policy and the log groups it encrypts (both from the model's `links`), an endpoint policy
 * and the bucket policies that trust it. Every code is described in LINT.md.
 *
 * @example
 * const { principals, resources } = model;
 * const findings = lintTogether({
 *   account,
 *   principals,
 *   resources,
 *   endpoints: {},
 *   links: [{ type: 'encryption', logGroup: logGroupArn({ ...here, group: '/api' }), key: 'key' }],
 * });
 * findings.map((finding) => finding.code); // => ["key-does-not-fit-log-group"]
 */
export function lintTogether(model: AccessModel): readonly Finding[] {
  const together = pairRules.flatMap(({ code, severity, check }) =>
    Array.from(check(model), ({ policy, statement = '', message }) => ({ code, severity, policy, statement, message })),
  );
  return [...policiesIn(model).flatMap(lint), ...together];
}
