import { describe, expect, test } from '@jest/globals';
import { attributes } from '../attribute-value.ts';
import { meets, project, update } from './expressions.ts';

const names = { '#a': 'a', '#b': 'b', '#none': 'none' };
const values = attributes({ ':one': 1, ':ten': 10, ':x': 'x', ':y': 'y' });
const item = attributes({ a: 'x', b: 9 });
const holds = (condition: string, of: typeof item | undefined = item) => meets(condition, of, { names, values });

describe('meets', () => {
  test.each([
    '#a = :x',
    '#a <> :y',
    '#none <> :x',
    '#b < :ten',
    '#b >= :one',
    '#a IN (:y, :x)',
    'attribute_exists(#a) AND attribute_not_exists(#none)',
    '#a = :x AND #b > :one',
  ])('is true of %s', (condition) => expect(holds(condition)).toBe(true));

  test.each([
    '#a = :y',
    '#a <> :x',
    '#b > :ten',
    '#b < :x',
    '#a IN (:y)',
    '#none = :x',
    'attribute_not_exists(#a)',
    '#a = :x AND #b = :one',
  ])('is false of %s', (condition) => expect(holds(condition)).toBe(false));

  test('of no item holds only that nothing is there', () => {
    expect(meets('attribute_not_exists(#a)', undefined, { names, values })).toBe(true);
    expect(meets('attribute_exists(#a)', undefined, { names, values })).toBe(false);
    expect(meets('#a = :x', undefined, { names, values })).toBe(false);
  });

  test.each(['a = :x', '#a = :x OR #b = :one', 'begins_with(#a, :x)', '#a = x', '', '#c = :x', '#a = :z'])(
    'throws at %j instead of guessing',
    (condition) => expect(() => holds(condition)).toThrow(SyntaxError),
  );
});

describe('update', () => {
  test('sets and removes', () => {
    expect(update('SET #a = :y, #none = :one REMOVE #b', item, { names, values })).toEqual(
      attributes({ a: 'y', none: 1 }),
    );
    expect(item).toEqual(attributes({ a: 'x', b: 9 }));
  });

  test.each(['', 'SET a = :x', 'SET #a = #b', 'ADD #b :one', 'SET #a = :z', 'SET #a = :x REMOVE b'])(
    'throws at %j instead of guessing',
    (expression) => expect(() => update(expression, item, { names, values })).toThrow(SyntaxError),
  );
});

test('project leaves what is named, and all without an expression', () => {
  expect(project('#b, #none', item, { names, values })).toEqual(attributes({ b: 9 }));
  expect(project(undefined, item, { names, values })).toBe(item);
});
