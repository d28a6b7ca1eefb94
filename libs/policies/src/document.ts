import type { Statement } from './statement.ts';

/** Policy language versions; variables such as `${aws:username}` exist only in the newer one. */
export type PolicyVersion = '2012-10-17' | '2008-10-17';

/**
 * An IAM policy document in the JSON shape AWS stores.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export interface PolicyDocument {
  readonly Version?: PolicyVersion;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

/**
 * The statements of a document as a list, whether it was written with one or many.
 *
 * @example
 * const version: PolicyVersion = '2012-10-17';
 * const document: PolicyDocument = { Version: version, Statement: { Effect: 'Deny', Action: '*', Resource: '*' } };
 * statementsOf(document).length; // => 1
 */
export function statementsOf(document: PolicyDocument): readonly Statement[] {
  return isList(document.Statement) ? document.Statement : [document.Statement];
}

/** A value or a list of values, as IAM lets you write most elements. */
export type OneOrMany<T> = T | readonly T[];

/**
 * `value` as a list.
 *
 * @example
 * const one: OneOrMany<string> = 's3:GetObject';
 * listOf(one); // => ["s3:GetObject"]
 */
export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
