import type { PolicyVersion } from '../../document.ts';
import type { PolicyKind } from '../../policy-kind.ts';
import type { Statement } from '../../statement.ts';

const object = 'arn:aws:s3:::docs/*';

export const allow = (rest: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: object,
  ...rest,
});
export const deny = (rest: Partial<Statement>): Statement => ({ ...allow(rest), Effect: 'Deny' });

/** A statement in a policy of some kind; in language version 2012-10-17 unless said otherwise. */
export type Example = readonly [kind: PolicyKind, statement: Statement, version?: PolicyVersion];

/** Statements a rule must find, and their mended forms, which must have no finding at all. */
export interface Examples {
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}
