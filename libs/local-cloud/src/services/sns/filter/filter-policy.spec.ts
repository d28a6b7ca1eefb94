import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MessageAttributes } from '../../sqs/index.ts';
import { compileFilterPolicy, FilterPolicyError, type FilterPolicyScope } from './filter-policy.ts';

const string = (stringValue: string) => ({ dataType: 'String', stringValue });
const number = (value: number) => ({ dataType: 'Number', stringValue: String(value) });
const array = (...values: unknown[]) => ({ dataType: 'String.Array', stringValue: JSON.stringify(values) });

const byAttributes = (policy: object, attributes: MessageAttributes): boolean =>
  compileFilterPolicy(JSON.stringify(policy), 'MessageAttributes')({ body: '', attributes });
const byBody = (policy: object, body: unknown): boolean =>
  compileFilterPolicy(JSON.stringify(policy), 'MessageBody')({ body: JSON.stringify(body), attributes: {} });

/** The examples of the developer guide, and what lies just beside them. */
describe('attributes', () => {
  test.each<[string, object, MessageAttributes, boolean]>([
    ['exact', { a: ['rugby', 'tennis'] }, { a: string('rugby') }, true],
    ['exact, other', { a: ['rugby', 'tennis'] }, { a: string('baseball') }, false],
    ['exact, by case', { a: ['rugby'] }, { a: string('Rugby') }, false],
    ['exact, in an array', { a: ['rugby'] }, { a: array('tennis', 'rugby') }, true],
    ['a number is no string', { a: ['100'] }, { a: number(100) }, false],
    ['a string is no number', { a: [100] }, { a: string('100') }, false],
    ['a number', { a: [100] }, { a: number(100) }, true],
    ['true in an array', { a: [true] }, { a: array(true) }, true],
    ['anything but', { a: [{ 'anything-but': ['rugby', 'tennis'] }] }, { a: string('baseball') }, true],
    ['anything but, that', { a: [{ 'anything-but': ['rugby', 'tennis'] }] }, { a: string('rugby') }, false],
    ['anything but, others too', { a: [{ 'anything-but': ['rugby'] }] }, { a: array('rugby', 'baseball') }, true],
    ['anything but, not there', { a: [{ 'anything-but': ['rugby'] }] }, {}, false],
    ['anything but numbers', { a: [{ 'anything-but': [100, 500] }] }, { a: number(101) }, true],
    ['anything but a prefix', { a: [{ 'anything-but': { prefix: 'order-' } }] }, { a: string('data-entry') }, true],
    ['anything but a prefix, that', { a: [{ 'anything-but': { prefix: 'order-' } }] }, { a: string('order-1') }, false],
    ['prefix', { a: [{ prefix: 'bas' }] }, { a: string('baseball') }, true],
    ['prefix, other', { a: [{ prefix: 'bas' }] }, { a: string('rugby') }, false],
    ['suffix', { a: [{ suffix: 'ball' }] }, { a: string('baseball') }, true],
    ['suffix, other', { a: [{ suffix: 'ball' }] }, { a: string('balls') }, false],
    ['whatever the case', { a: [{ 'equals-ignore-case': 'tennis' }] }, { a: string('TENNIS') }, true],
    ['address', { a: [{ cidr: '10.0.0.0/24' }] }, { a: string('10.0.0.255') }, true],
    ['address, other', { a: [{ cidr: '10.0.0.0/24' }] }, { a: string('10.1.1.0') }, false],
    ['address of version 6', { a: [{ cidr: '2001:db8::/32' }] }, { a: string('2001:db8::1') }, true],
    ['no address', { a: [{ cidr: '10.0.0.0/24' }] }, { a: string('ten') }, false],
    ['numeric', { a: [{ numeric: ['=', 301.5] }] }, { a: number(301.5) }, true],
    ['numeric range', { a: [{ numeric: ['>', 0, '<=', 150] }] }, { a: number(150) }, true],
    ['numeric range, outside', { a: [{ numeric: ['>', 0, '<=', 150] }] }, { a: number(0) }, false],
    ['there', { a: [{ exists: true }] }, { a: string('x') }, true],
    ['there, binary', { a: [{ exists: true }] }, { a: { dataType: 'Binary', binaryValue: 'AA==' } }, true],
    ['there, not', { a: [{ exists: true }] }, {}, false],
    ['not there', { a: [{ exists: false }] }, {}, true],
    ['not there, but', { a: [{ exists: false }] }, { a: string('x') }, false],
    ['not there or that', { a: [{ exists: false }, 'x'] }, { a: string('x') }, true],
    ['and', { a: ['x'], b: ['y'] }, { a: string('x') }, false],
    ['or', { a: ['x'], $or: [{ b: ['y'] }, { c: ['z'] }] }, { a: string('x'), c: string('z') }, true],
    ['or, none', { a: ['x'], $or: [{ b: ['y'] }, { c: ['z'] }] }, { a: string('x') }, false],
  ])('%s', (_, policy, attributes, expected) => {
    expect(byAttributes(policy, attributes)).toBe(expected);
  });
});

describe('bodies', () => {
  test.each<[string, object, unknown, boolean]>([
    ['nested', { key: { inner: ['v'] } }, { key: { inner: 'v' } }, true],
    ['nested, other', { key: { inner: ['v'] } }, { key: 'v' }, false],
    ['in a list', { tags: ['a'] }, { tags: ['b', 'a'] }, true],
    ['of one element of a list', { items: { a: [1], b: [2] } }, { items: [{ a: 1, b: 2 }] }, true],
    ['of different elements of a list', { items: { a: [1], b: [2] } }, { items: [{ a: 1 }, { b: 2 }] }, false],
    ['null', { a: [null] }, { a: null }, true],
    ['not there, deep', { key: { inner: [{ exists: false }] } }, {}, true],
    ['no object', { a: [1] }, [1], false],
  ])('%s', (_, policy, body, expected) => {
    expect(byBody(policy, body)).toBe(expected);
  });

  test('text that is no JSON is not wanted', () => {
    expect(compileFilterPolicy('{"a":["x"]}', 'MessageBody')({ body: 'x', attributes: {} })).toBe(false);
  });
});

test('a policy without conditions wants everything; one property more wants no more', () => {
  expect(byAttributes({}, {})).toBe(true);
  const value = fc.string({ minLength: 1, maxLength: 5 });
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value);
  fc.assert(
    fc.property(
      values,
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(value, { minLength: 1, maxLength: 4 })),
      value,
      (given, policy, more) => {
        const attributes = Object.fromEntries(Object.entries(given).map(([name, each]) => [name, string(each)]));
        const wanted = byAttributes(policy, attributes);
        expect(wanted).toBe(
          Object.entries(policy).every(([name, list]) => given[name] !== undefined && list.includes(given[name])),
        );
        if (byAttributes({ ...policy, d: [more] }, attributes))
          throw new Error('a property that is missing was matched');
      },
    ),
  );
});

describe('SNS would not take', () => {
  test.each<[string, string, FilterPolicyScope]>([
    ['no JSON', '{', 'MessageBody'],
    ['a list', '[]', 'MessageBody'],
    ['a value without a list', '{"a":"x"}', 'MessageBody'],
    ['an empty list', '{"a":[]}', 'MessageBody'],
    ['nesting for attributes', '{"a":{"b":["x"]}}', 'MessageAttributes'],
    ['six keys', '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}', 'MessageAttributes'],
    [
      'too many combinations',
      JSON.stringify({ a: [1, 2, 3, 4, 5, 6], b: [1, 2, 3, 4, 5, 6], c: [1, 2, 3, 4, 5] }),
      'MessageAttributes',
    ],
    ['an unknown operator', '{"a":[{"like":"x"}]}', 'MessageAttributes'],
    ['two operators', '{"a":[{"prefix":"x","suffix":"y"}]}', 'MessageAttributes'],
    ['a list in a list', '{"a":[["x"]]}', 'MessageAttributes'],
    ['an empty prefix', '{"a":[{"prefix":""}]}', 'MessageAttributes'],
    ['a number as prefix', '{"a":[{"prefix":1}]}', 'MessageAttributes'],
    ['anything but a suffix', '{"a":[{"anything-but":{"suffix":"x"}}]}', 'MessageAttributes'],
    ['no comparison', '{"a":[{"numeric":["~",1]}]}', 'MessageAttributes'],
    ['an empty range', '{"a":[{"numeric":[">",5,"<",1]}]}', 'MessageAttributes'],
    ['a number beyond 10^9', '{"a":[{"numeric":["=",1000000001]}]}', 'MessageAttributes'],
    ['half a range of addresses', '{"a":[{"cidr":"10.0.0.0"}]}', 'MessageAttributes'],
    ['a range wider than addresses', '{"a":[{"cidr":"10.0.0.0/33"}]}', 'MessageAttributes'],
    ['one alternative', '{"$or":[{"a":["x"]}]}', 'MessageAttributes'],
    ['exists of a string', '{"a":[{"exists":"yes"}]}', 'MessageAttributes'],
  ])('%s', (_, policy, scope) => {
    expect(() => compileFilterPolicy(policy, scope)).toThrow(FilterPolicyError);
  });
});
