import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ConditionValue } from '../../statement.ts';
import { ContextMap, type ContextValue } from '../context.ts';
import { compileConditions } from './condition.ts';
import { operators } from './operators.ts';

const key = 'svc:key';
const hold = (operator: string, policy: ConditionValue | readonly ConditionValue[], value?: ContextValue) => {
  const [condition] = compileConditions({ [operator]: { [key]: policy } }, true);
  return condition?.test(new ContextMap(value === undefined ? {} : { [key]: value }));
};

/** A policy value and a request value that fit, per operator family. */
const fitting: Record<string, readonly [policy: string, value: string]> = {
  String: ['a', 'a'],
  Numeric: ['1', '1.0'],
  Date: ['2026-01-01', '2026-01-01T00:00:00Z'],
  Bool: ['true', 'True'],
  Binary: ['QQ==', 'QQ'],
  IpAddress: ['10.0.0.0/8', '10.1.2.3'],
  NotIpAddress: ['10.0.0.0/8', '10.1.2.3'],
  Arn: ['arn:aws:sqs:*:111122223333:q', 'arn:aws:sqs:us-east-1:111122223333:q'],
};
const strict = new Set(['NumericLessThan', 'NumericGreaterThan', 'DateLessThan', 'DateGreaterThan']);

describe.each(Object.entries(operators))('%s', (name, { negated }) => {
  const [policy, value] = Object.entries(fitting).find(([family]) => name.startsWith(family))?.[1] as readonly [
    string,
    string,
  ];

  test('with a fitting value', () => expect(hold(name, policy, value)).toBe(negated !== !strict.has(name)));
  test('with a value of no sense', () => expect(hold(name, policy, 'no such thing')).toBe(negated));
  test('with an absent key', () => expect(hold(name, policy)).toBe(negated));
  test('IfExists with an absent key', () => expect(hold(`${name}IfExists`, policy)).toBe(true));
  test('ForAllValues with an absent key', () => expect(hold(`ForAllValues:${name}`, policy)).toBe(true));
  test('ForAllValues with an empty list', () => expect(hold(`ForAllValues:${name}`, policy, [])).toBe(true));
  test('ForAnyValue with an absent key', () => expect(hold(`ForAnyValue:${name}`, policy)).toBe(false));
  test('ForAnyValue IfExists with an absent key is undecided: the documentation contradicts itself', () =>
    expect(hold(`ForAnyValue:${name}IfExists`, policy)).toBeUndefined());
  test('a list under a plain operator is undecided', () => expect(hold(name, policy, [value])).toBeUndefined());
});

test('set operators are "every" and "some" over the request values', () => {
  const values = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
  fc.assert(
    fc.property(values, values, (policy, request) => {
      expect(hold('ForAllValues:StringEquals', policy, request)).toBe(request.every((one) => policy.includes(one)));
      expect(hold('ForAnyValue:StringEquals', policy, request)).toBe(request.some((one) => policy.includes(one)));
      expect(hold('ForAllValues:StringNotEquals', policy, request)).toBe(request.every((one) => !policy.includes(one)));
      expect(hold('ForAnyValue:StringNotEquals', policy, request)).toBe(request.some((one) => !policy.includes(one)));
    }),
  );
});

test('a single value under a set operator is a set of one; an empty string is an empty set', () => {
  expect(hold('ForAllValues:StringEquals', 'a', 'a')).toBe(true);
  expect(hold('ForAnyValue:StringEquals', 'a', 'b')).toBe(false);
  expect(hold('ForAllValues:StringEquals', 'a', '')).toBe(true);
  expect(hold('ForAnyValue:StringEquals', '', '')).toBe(false);
});

describe('Null', () => {
  test.each([
    ['true', undefined, true],
    ['false', undefined, false],
    ['true', 'x', false],
    ['false', 'x', true],
    [false, ['x'], true],
    ['true', [], true],
    ['maybe', 'x', undefined],
  ])('%j with %j is %j', (policy, value, expected) => {
    expect(hold('Null', policy, value)).toBe(expected);
  });
});

describe('what cannot be decided is named', () => {
  test.each([
    ['StringSoundsLike', 'a', 'the unknown condition operator StringSoundsLike'],
    ['stringequals', 'a', 'the unknown condition operator stringequals'],
    ['NullIfExists', 'true', 'the unknown condition operator NullIfExists'],
    ['ForAllValues:Null', 'true', 'the unknown condition operator ForAllValues:Null'],
    ['NumericEquals', 'ten', 'NumericEquals on svc:key: "ten" is not a number'],
    ['DateLessThan', 'soon', 'DateLessThan on svc:key: "soon" is not a date (ISO 8601 or epoch seconds)'],
    ['IpAddress', '10.0.0.0/40', 'IpAddress on svc:key: "10.0.0.0/40" is not an IP address or CIDR range'],
    ['Bool', 'yes', 'Bool on svc:key: "yes" is not true or false'],
    ['Null', 'yes', 'Null on svc:key: "yes" is not true or false'],
    ['BinaryEquals', '***', 'BinaryEquals on svc:key: "***" is not base64'],
    ['ArnLike', 'arn:aws:s3', 'ArnLike on svc:key: "arn:aws:s3" is not an ARN of six fields'],
  ])('%s %j', (operator, value, problem) => {
    const [condition] = compileConditions({ [operator]: { [key]: value } }, true);
    expect(condition?.problems).toEqual([problem]);
    expect(condition?.test(new ContextMap({ [key]: 'x' }))).toBeUndefined();
  });

  test('a malformed value beside one that fits does not matter', () => {
    expect(hold('IpAddress', ['nonsense', '10.0.0.0/8'], '10.0.0.1')).toBe(true);
    expect(hold('IpAddress', ['nonsense', '10.0.0.0/8'], '11.0.0.1')).toBeUndefined();
  });
});

test('a missing variable matches nothing, so a negated operator holds', () => {
  expect(hold('StringEquals', '${aws:PrincipalTag/team}', 'red')).toBe(false);
  expect(hold('StringNotEquals', '${aws:PrincipalTag/team}', 'red')).toBe(true);
  expect(hold('StringEqualsIgnoreCase', '${aws:PrincipalTag/team}', 'red')).toBe(false);
  expect(
    hold(
      'ArnNotLike',
      'arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/team}',
      'arn:aws:sqs:us-east-1:111122223333:q',
    ),
  ).toBe(true);
  expect(hold('StringEqualsIgnoreCase', '${svc:key}', 'RED')).toBe(true);
});
