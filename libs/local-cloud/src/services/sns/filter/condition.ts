import { BlockList, isIP } from 'node:net';

/** A value of a message that a filter policy is asked about. */
export type Scalar = string | number | boolean | null;

/** Whether a value is one that the subscription wants. */
export type ValueTest = (value: Scalar) => boolean;

/** A filter policy that SNS would not take; the message says why. */
export class FilterPolicyError extends Error {
  override readonly name = 'FilterPolicyError';
}

/** One entry of a property's list: wants the property there with a certain value, or wants it not to be there. */
export type Condition = { readonly kind: 'absent' } | { readonly kind: 'value'; readonly test: ValueTest };

/** Source: Amazon SNS Developer Guide, "String value matching", "Numeric value matching", "Key matching". */
export function condition(entry: unknown): Condition {
  if (isScalar(entry)) return value(equalTo(entry));
  const [[operator, operand] = [], ...others] = Object.entries(asObject(entry));
  if (operator === undefined || others.length > 0)
    throw new FilterPolicyError('an object in a list has exactly one operator');
  switch (operator) {
    case 'exists':
      if (typeof operand !== 'boolean') throw new FilterPolicyError('exists must be either true or false.');
      return operand ? value(() => true) : { kind: 'absent' };
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
      return value(textTest(operator, operand));
    case 'numeric':
      return value(numericTest(operand));
    case 'anything-but':
      return value(anythingBut(operand));
    case 'cidr':
      return value(inRange(operand));
    default:
      throw new FilterPolicyError(`Unrecognized match type ${operator}`);
  }
}

const value = (test: ValueTest): Condition => ({ kind: 'value', test });

function equalTo(wanted: Scalar): ValueTest {
  return (actual) => actual === wanted;
}

function textTest(operator: 'prefix' | 'suffix' | 'equals-ignore-case', operand: unknown): ValueTest {
  if (typeof operand !== 'string') throw new FilterPolicyError(`${operator} match pattern must be a string`);
  if (operand === '') throw new FilterPolicyError(`${operator} match pattern must not be empty`);
  switch (operator) {
    case 'prefix':
      return (actual) => typeof actual === 'string' && actual.startsWith(operand);
    case 'suffix':
      return (actual) => typeof actual === 'string' && actual.endsWith(operand);
    case 'equals-ignore-case':
      return (actual) => typeof actual === 'string' && actual.toLowerCase() === operand.toLowerCase();
  }
}

function anythingBut(operand: unknown): ValueTest {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [[operator, prefix] = [], ...others] = Object.entries(operand);
    if (operator !== 'prefix' || others.length > 0) {
      throw new FilterPolicyError(`Unsupported anything-but pattern: ${operator ?? '{}'}; it goes with prefix only`);
    }
    const test = textTest('prefix', prefix);
    return (actual) => !test(actual);
  }
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0 || !list.every(isScalar)) throw new FilterPolicyError('anything-but takes strings or numbers');
  return (actual) => !list.includes(actual);
}

const comparisons: Readonly<Record<string, (actual: number, limit: number) => boolean>> = {
  '=': (actual, limit) => actual === limit,
  '<': (actual, limit) => actual < limit,
  '<=': (actual, limit) => actual <= limit,
  '>': (actual, limit) => actual > limit,
  '>=': (actual, limit) => actual >= limit,
};

/** `["=", 1]`, `[">", 0]` or `[">=", 0, "<", 10]`. */
function numericTest(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw new FilterPolicyError('Value of numeric must be a list of one or two comparisons');
  }
  const tests: ((actual: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [operator, limit] = operand.slice(at, at + 2) as unknown[];
    const compare = typeof operator === 'string' ? comparisons[operator] : undefined;
    if (compare === undefined) throw new FilterPolicyError(`Invalid numeric operator: ${String(operator)}`);
    if (typeof limit !== 'number' || Math.abs(limit) > 1e9)
      throw new FilterPolicyError(`Value of ${String(operator)} must be a number from -10^9 to 10^9`);
    tests.push((actual) => compare(actual, limit));
  }
  if (
    operand.length === 4 &&
    !(/^>/.test(String(operand[0])) && /^</.test(String(operand[2])) && Number(operand[1]) < Number(operand[3]))
  ) {
    throw new FilterPolicyError('A numeric range has a lower limit first, and an upper limit above it');
  }
  return (actual) => typeof actual === 'number' && tests.every((test) => test(actual));
}

function inRange(operand: unknown): ValueTest {
  const [address = '', bits = '', ...rest] = typeof operand === 'string' ? operand.split('/') : [];
  const family = isIP(address);
  const length = Number(bits);
  if (family === 0 || rest.length > 0 || !/^\d+$/.test(bits) || length > (family === 4 ? 32 : 128)) {
    throw new FilterPolicyError("Malformed CIDR, one '/' required");
  }
  const range = new BlockList();
  range.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
  return (actual) => {
    if (typeof actual !== 'string') return false;
    const of = isIP(actual);
    return of !== 0 && range.check(actual, of === 4 ? 'ipv4' : 'ipv6');
  };
}

export function isScalar(entry: unknown): entry is Scalar {
  return entry === null || typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean';
}

function asObject(entry: unknown): object {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return entry;
  throw new FilterPolicyError('Match value must be String, number, true, false, or null');
}
