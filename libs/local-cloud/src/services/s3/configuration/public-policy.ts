import { listOf, statementsOf, type ConditionBlock, type PolicyDocument, type Statement } from '@palisade/policies';

/**
 * Whether a bucket policy grants public access: an Allow for everybody that no condition limits to fixed values, that is, values
 * without wildcards and policy variables.
 * Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of public".
 */
export function isPublicPolicy(document: PolicyDocument): boolean {
  return statementsOf(document).some((statement) => statement.Effect === 'Allow' && isPublicStatement(statement));
}

function isPublicStatement({ Principal: principal, Condition: condition }: Statement): boolean {
  const everyone = principal === '*' || (typeof principal === 'object' && listOf(principal.AWS).includes('*'));
  return everyone && !isLimited(condition ?? {});
}

function isLimited(condition: ConditionBlock): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      limitingOperators.has(operator.toLowerCase().replace(/^foranyvalue:/, '')) &&
      Object.entries(keys).some(([key, values]) => limits(key.toLowerCase(), listOf(values).map(String))),
  );
}

/** Operators that do not hold when the key is absent; `…IfExists` and negated ones let everybody through. */
const limitingOperators = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
  'ipaddress',
]);

const limitingKeys = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

function limits(key: string, values: readonly string[]): boolean {
  if (key === 'aws:sourceip') return values.every(isNarrowRange);
  if (key === 'aws:userid') return values.every((value) => isFixed(value) || /^AROA[A-Z0-9]+:\*$/.test(value));
  return limitingKeys.has(key) && values.every(isFixed);
}

function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value);
}

/** Ranges wider than /8 (IPv4) or /32 (IPv6) count as everybody. */
function isNarrowRange(range: string): boolean {
  const [address = '', bits] = range.split('/');
  if (bits === undefined) return true;
  return Number(bits) >= (address.includes(':') ? 32 : 8);
}
