import { listOf, statementsOf, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { checkDocument } from '../../../kernel/policy-document.ts';

/** What an authorizer function answered. */
export interface AuthorizerAnswer {
  readonly principalId: string;
  /** Compiled once, asked for every method while the answer is cached. */
  readonly policy: CompiledPolicy;
  readonly context: Readonly<Record<string, string>>;
  /** The API key to count the request for, if that comes from the authorizer. */
  readonly usageIdentifierKey?: string;
}

/** Characters of a Resource in the policy. */
const RESOURCE_LENGTH = 512;

/**
 * Reads a function's answer; a text says what is wrong with it.
 * Source: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
 */
export function parseAuthorizerAnswer(payload: Buffer, name: string): AuthorizerAnswer | string {
  let answer: unknown;
  try {
    answer = JSON.parse(payload.toString());
  } catch {
    return 'the answer is not JSON';
  }
  if (!isRecord(answer)) return 'the answer is not an object';
  const { principalId, policyDocument, context, usageIdentifierKey } = answer;
  if (typeof principalId !== 'string') return 'principalId is not a string';
  if (!isRecord(policyDocument)) return 'policyDocument is not an object';
  const values = stringified(context);
  if (values === undefined) return 'context is not a map of strings, numbers and booleans';
  if (usageIdentifierKey !== undefined && usageIdentifierKey !== null && typeof usageIdentifierKey !== 'string') {
    return 'usageIdentifierKey is not a string';
  }
  const compiled = compiledPolicy(policyDocument, name);
  if (typeof compiled === 'string') return compiled;
  if (hasLongResource(compiled.document)) return `a Resource has more than ${RESOURCE_LENGTH} characters`;
  return {
    principalId,
    policy: compiled,
    context: values,
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
  };
}

/** The evaluator checks documents of programs; a function may answer anything, so whatever it stumbles over is the function's. */
function compiledPolicy(document: object, name: string): CompiledPolicy | string {
  try {
    const { compiled, problems } = checkDocument(JSON.stringify(document), { name, kind: 'identity' });
    return compiled ?? problems.map(({ message }) => message).join('; ');
  } catch {
    return 'policyDocument is not a policy document';
  }
}

/** Everything in the context reaches logs and functions as text. */
function stringified(context: unknown): Readonly<Record<string, string>> | undefined {
  if (context === undefined || context === null) return {};
  if (!isRecord(context)) return undefined;
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(context)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
    values[key] = String(value);
  }
  return values;
}

function hasLongResource(document: PolicyDocument): boolean {
  return statementsOf(document).some(({ Resource }) =>
    listOf(Resource).some((resource) => resource.length > RESOURCE_LENGTH),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
