import { expect, test } from '@jest/globals';
import { ContextMap, type ContextValue } from '../context.ts';
import { compileConditions } from './condition.ts';

const compile = (operator: string, policy: string | number | readonly string[], variables = true) =>
  compileConditions({ [operator]: { 'svc:key': policy } }, variables)[0];
const hold = (operator: string, policy: string | number | readonly string[], value: ContextValue) =>
  compile(operator, policy)?.test(new ContextMap({ 'svc:key': value }));

/** The request has less than, as much as, and more than the policy says. */
test.each([
  ['Equals', [false, true, false]],
  ['NotEquals', [true, false, true]],
  ['LessThan', [true, false, false]],
  ['LessThanEquals', [true, true, false]],
  ['GreaterThan', [false, false, true]],
  ['GreaterThanEquals', [false, true, true]],
])('…%s compares numbers and dates', (name, expected) => {
  expect(['9', '10', '11'].map((value) => hold(`Numeric${name}`, '10', value))).toEqual(expected);
  const days = ['2026-05-31', '2026-06-01', '2026-06-02'];
  expect(days.map((value) => hold(`Date${name}`, '2026-06-01', value))).toEqual(expected);
});

test.each<[string, string | number | readonly string[], string]>([
  ['ArnLike', ['arn:aws:s3', 'arn:aws:sqs:*:*:q'], '"arn:aws:s3" is not an ARN of six fields'],
  ['NumericEquals', ['1', 'x', '2'], '"x" is not a number'],
  ['DateEquals', ['2026', 'x'], '"x" is not a date (ISO 8601 or epoch seconds)'],
  ['IpAddress', ['10.0.0.0/8', 'x'], '"x" is not an IP address or CIDR range'],
  ['Bool', ['true', 'x'], '"x" is not true or false'],
  ['Null', ['true', 'x'], '"x" is not true or false'],
  ['BinaryEquals', ['QQ==', 'A'], '"A" is not base64'],
  ['BinaryEquals', 12, '12 is not base64'],
])('%s names the value among %j that it cannot use, and no other', (operator, values, problem) => {
  expect(compile(operator, values)?.problems).toEqual([`${operator} on svc:key: ${problem}`]);
});

test('one value that cannot be used makes the rest undecided, unless another fits', () => {
  expect(hold('ArnLike', ['arn:aws:s3', 'arn:aws:sqs:*:*:q'], 'arn:aws:sqs:r:a:q')).toBe(true);
  expect(hold('ArnLike', ['arn:aws:s3', 'arn:aws:sqs:*:*:q'], 'arn:aws:sqs:r:a:other')).toBeUndefined();
  expect(hold('ForAllValues:NumericEquals', ['x', '1'], ['1', '2'])).toBeUndefined();
  expect(hold('ForAnyValue:NumericEquals', ['x', '1'], ['2', '1'])).toBe(true);
});

test('what cannot be decided is not decided by its negation either', () => {
  expect(hold('NumericEquals', 'x', '1')).toBeUndefined();
  expect(hold('NumericNotEquals', 'x', '1')).toBeUndefined();
  expect(hold('NumericNotEquals', ['x', '1'], '1')).toBe(false);
});

test('a single value under a set operator is a set of one', () => {
  expect(hold('ForAnyValue:StringEquals', 'a', 'a')).toBe(true);
  expect(hold('ForAllValues:StringEquals', 'a', 'b')).toBe(false);
});

test('without regard to case, wildcards and several values', () => {
  expect(hold('StringEqualsIgnoreCase', 'A*', 'a*')).toBe(true);
  expect(hold('StringEqualsIgnoreCase', 'A*', 'ab')).toBe(false);
  expect(hold('StringEqualsIgnoreCase', ['x', 'RED'], 'red')).toBe(true);
  expect(hold('StringNotEqualsIgnoreCase', 'RED', 'red')).toBe(false);
});

test('a variable with several values has no text to insert', () => {
  const condition = compile('StringEqualsIgnoreCase', '${aws:TagKeys}');
  expect(condition?.test(new ContextMap({ 'svc:key': 'env', 'aws:TagKeys': ['env'] }))).toBe(false);
  expect(condition?.test(new ContextMap({ 'svc:key': 'env', 'aws:TagKeys': 'env' }))).toBe(true);
});

test('in the old language version a variable is text, in ARNs and in strings', () => {
  const [arn, name] = ['arn:aws:sqs:r:a:${aws:username}', '${aws:username}'];
  const old = (operator: string, policy: string, value: string) =>
    compile(operator, policy, false)?.test(new ContextMap({ 'svc:key': value, 'aws:username': 'ana' }));
  expect(old('ArnLike', arn, 'arn:aws:sqs:r:a:ana')).toBe(false);
  // A colon within the braces does not open a field: the last one holds colons.
  expect(old('ArnLike', arn, arn)).toBe(true);
  expect(old('StringEquals', name, 'ana')).toBe(false);
  expect(old('StringLike', name, name)).toBe(true);
});
