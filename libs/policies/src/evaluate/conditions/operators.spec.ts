import { expect, test } from '@jest/globals';
import { operators, parseOperator } from './operators.ts';

test.each([
  ['StringEquals', { set: undefined, name: 'StringEquals', ifExists: false }],
  ['ArnLikeIfExists', { set: undefined, name: 'ArnLike', ifExists: true }],
  ['ForAnyValue:StringLike', { set: 'ForAnyValue', name: 'StringLike', ifExists: false }],
  ['ForAllValues:BoolIfExists', { set: 'ForAllValues', name: 'Bool', ifExists: true }],
  ['Null', { set: undefined, name: 'Null', ifExists: false }],
])('%s', (text, use) => {
  expect(parseOperator(text)).toEqual(use);
});

test.each([
  '',
  ':',
  'Foo:StringEquals',
  'ForAllValue:StringEquals',
  'xForAllValues:StringEquals',
  'StringEquals IfExists',
  'StringEqualsIfExistsIfExists',
  'toString',
  'IfExists',
])('%j is no operator', (text) => {
  expect(parseOperator(text)).toBeUndefined();
});

test('these are negated, and no others', () => {
  const negated = Object.entries(operators).filter(([, operator]) => operator.negated);
  expect(negated.map(([name]) => name).sort()).toEqual([
    'ArnNotEquals',
    'ArnNotLike',
    'DateNotEquals',
    'NotIpAddress',
    'NumericNotEquals',
    'StringNotEquals',
    'StringNotEqualsIgnoreCase',
    'StringNotLike',
  ]);
});
