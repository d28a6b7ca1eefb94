import { statementsOf, type PolicyDocument } from '../document.ts';
import { PolicyError } from '../errors.ts';
import { namesPrincipals, type PolicyKind } from '../policy-kind.ts';
import { compileStatement, type CompiledStatement } from './compile-statement.ts';
import { withheldBy, type Decision } from './decision.ts';

/** A policy made ready for many decisions. Make it once with `compilePolicy` and keep it. */
export interface CompiledPolicy {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
  /** What the evaluator cannot decide, such as an unknown operator; a statement that needs it fails closed. */
  readonly undecidable: readonly string[];
  readonly statements: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
  /** The decision when this policy had to allow a request and did not. */
  readonly withheld: Decision;
}

const elements = new Set(['Version', 'Id', 'Statement']);

/**
 * Compiles a document for evaluation. `name` is how decisions and explanations call it.
 * Throws a {@link PolicyError} that names the statement and the remedy if AWS would reject the document.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 *
 * @example
 * const document: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
 * const compiled: CompiledPolicy = compilePolicy(document, { name: 'administrator', kind: 'identity' });
 * compiled.allows.length; // => 1
 * compilePolicy({ Statement: { Effect: 'Allow', Action: '*' } }, { name: 'p', kind: 'identity' }); // throws p, statement #0: no Resource.
 */
export function compilePolicy(
  document: PolicyDocument,
  options: { readonly name: string; readonly kind: PolicyKind },
): CompiledPolicy {
  const { name, kind } = options;
  // It may come from any JSON.
  if ((document as PolicyDocument | null)?.Statement === undefined) {
    throw new PolicyError(
      name,
      undefined,
      'the document has no Statement',
      'Write {"Version":"2012-10-17","Statement":[…]}.',
    );
  }
  for (const element of Object.keys(document)) {
    if (!elements.has(element)) {
      throw new PolicyError(
        name,
        undefined,
        `unknown element "${element}"`,
        'A document has Version, Id and Statement only.',
      );
    }
  }
  const { Version: version } = document;
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    throw new PolicyError(name, undefined, `unknown Version "${String(version)}"`, 'Write "Version": "2012-10-17".');
  }
  const policy = { name, kind, principals: namesPrincipals(kind), variables: version === '2012-10-17' };
  // IAM wants Sids unique; the services with policies of their own do not all check.
  const sids = statementsOf(document).flatMap((statement) => statement?.Sid ?? []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice !== undefined && (!policy.principals || kind === 'trust')) {
    throw new PolicyError(name, twice, 'the Sid is used twice', 'Give each statement its own.');
  }
  const statements = statementsOf(document).map((statement, index) => compileStatement(statement, index, policy));
  return {
    name,
    kind,
    document,
    undecidable: statements.flatMap((statement) => statement.undecidable.map((what) => `${statement.name}: ${what}`)),
    statements,
    allows: statements.filter((statement) => statement.effect === 'Allow'),
    denies: statements.filter((statement) => statement.effect === 'Deny'),
    withheld: withheldBy(name, kind),
  };
}
