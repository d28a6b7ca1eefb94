import type { OneOrMany } from './document.ts';

/** What a statement does with the requests it applies to. */
export type Effect = 'Allow' | 'Deny';

/** Who a statement of a resource policy is about. `"*"` is everyone, unsigned callers included. */
export type Principal =
  | '*'
  | {
      readonly AWS?: OneOrMany<string>;
      readonly Service?: OneOrMany<string>;
      readonly Federated?: OneOrMany<string>;
      readonly CanonicalUser?: OneOrMany<string>;
    };

/**
 * A value in a condition; JSON numbers and booleans are accepted beside strings.
 *
 * @example
 * const values: readonly ConditionValue[] = ['vpce-1', 3600, true];
 * values.length; // => 3
 */
export type ConditionValue = string | number | boolean;

/** Operator → condition key → value or values: operators and keys are ANDed, values ORed (negated operators: NOR). */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMany<ConditionValue>>>>>;

/**
 * One statement in the JSON shape AWS stores. Builders make these; the evaluator compiles them.
 *
 * @example
 * const principal: Principal = { AWS: role };
 * const when: ConditionBlock = { Bool: { 'aws:SecureTransport': 'true' } };
 * const effect: Effect = 'Allow';
 * const statement: Statement = {
 *   Sid: 'Read',
 *   Effect: effect,
 *   Principal: principal,
 *   Action: 's3:GetObject',
 *   Resource: s3ObjectArn({ bucket: 'docs', key: '*' }),
 *   Condition: when,
 * };
 * statement.Sid; // => Read
 */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: Effect;
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionBlock;
}

/** How a statement is named in decisions and errors: its Sid, or `#0`, `#1`, … by position. */
export function statementName(statement: Pick<Statement, 'Sid'>, index: number): string {
  return statement.Sid ?? `#${index}`;
}
