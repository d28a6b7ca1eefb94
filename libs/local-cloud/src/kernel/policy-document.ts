import {
  compilePolicy,
  PolicyError,
  type CompiledPolicy,
  type PolicyDocument,
  type PolicyKind,
} from '@palisade/policies';

export interface DocumentProblem {
  readonly cause: 'not-json' | 'malformed' | 'undecidable';
  /** What is wrong, without a service's error code. */
  readonly message: string;
}

/** A document that may be put in force, or everything that forbids it. */
export type CheckedDocument =
  | { readonly compiled: CompiledPolicy; readonly problems: readonly [] }
  | { readonly compiled: undefined; readonly problems: readonly DocumentProblem[] };

/**
 * Reads the text of a policy before it comes into force: it is JSON, AWS's grammar takes it, and every statement can be decided.
 * What cannot be decided fails closed when it is evaluated, so a program must not believe it deployed it. The services add their
 * error codes, their size limits and the forms of principal they know.
 */
export function checkDocument(
  text: string,
  options: { readonly name: string; readonly kind: PolicyKind },
): CheckedDocument {
  let document: PolicyDocument;
  try {
    document = JSON.parse(text) as PolicyDocument;
  } catch {
    return refusal({ cause: 'not-json', message: 'the policy is not valid JSON' });
  }
  let compiled: CompiledPolicy;
  try {
    compiled = compilePolicy(document, options);
  } catch (error) {
    // Anything else is a defect of ours and must not look like one of the policy.
    if (!(error instanceof PolicyError)) throw error;
    return refusal({ cause: 'malformed', message: error.message });
  }
  const { undecidable } = compiled;
  if (undecidable.length === 0) return { compiled, problems: [] };
  return refusal(
    ...undecidable.map((what) => ({
      cause: 'undecidable' as const,
      message: `The local cloud cannot evaluate ${what}`,
    })),
  );
}

const refusal = (...problems: readonly DocumentProblem[]): CheckedDocument => ({ compiled: undefined, problems });
