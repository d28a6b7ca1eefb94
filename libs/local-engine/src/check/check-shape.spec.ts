import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Value } from '../graph.ts';
import { unknownValue } from '../protocol/signatures.ts';
import {
  archive,
  boolean,
  integer,
  json,
  list,
  map,
  number,
  object,
  oneOf,
  refused,
  required,
  string,
} from '../shape.ts';
import type { Shape } from '../shape.ts';
import { checkShape } from './check-shape.ts';

function check(shape: Shape, value: Value): { readonly value: Value | undefined; readonly issues: string[] } {
  const issues: string[] = [];
  return { value: checkShape(shape, value, '', issues), issues };
}

const bucket = object({
  name: required(string),
  retries: integer,
  ratio: number,
  enabled: boolean,
  policy: json,
  code: archive,
  acl: refused('use a bucket policy'),
  class: oneOf('STANDARD', 'GLACIER'),
  tags: map(string),
  rules: list(object({ id: required(string), days: integer })),
});

describe('what fits', () => {
  test('comes back without nulls and with JSON documents as canonical text', () => {
    const { value, issues } = check(bucket, {
      name: 'a',
      retries: null,
      policy: { Version: '2012-10-17', Statement: [{ Resource: '*', Action: 's3:GetObject' }] },
      tags: { team: 'records', gone: null },
      rules: [{ id: 'expire', days: 3 }],
    });
    expect(issues).toEqual([]);
    expect(value).toEqual({
      name: 'a',
      policy: '{"Statement":[{"Action":"s3:GetObject","Resource":"*"}],"Version":"2012-10-17"}',
      tags: { team: 'records' },
      rules: [{ id: 'expire', days: 3 }],
    });
  });

  test('JSON text and the object it stands for are the same', () => {
    const document = { Statement: [{ Effect: 'Deny' }], Version: '2012-10-17' };
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny' }] }, undefined, 2);
    expect(check(json, text).value).toBe(check(json, document).value);
  });

  test('a scalar is converted where nothing is lost', () => {
    expect(check(integer, '30')).toEqual({ value: 30, issues: [] });
    expect(check(boolean, 'true')).toEqual({ value: true, issues: [] });
    expect(check(string, 30)).toEqual({ value: '30', issues: [] });
    expect(check(oneOf(1, 2), '2')).toEqual({ value: 2, issues: [] });
  });

  test('a value that is not known fits everything that is supported', () => {
    expect(
      check(object({ name: required(string), rules: list(string) }), { name: unknownValue, rules: unknownValue })
        .issues,
    ).toEqual([]);
    expect(check(object({ acl: refused('gone') }), { acl: unknownValue }).issues).not.toEqual([]);
  });
});

describe('what does not fit is named by its path', () => {
  test.each<[string, Value, string]>([
    ['an unknown property', { name: 'a', foo: 1 }, 'foo is not supported by the local cloud'],
    [
      'an unknown nested property',
      { name: 'a', rules: [{ id: 'x' }, { id: 'y', foo: 1 }] },
      'rules[1].foo is not supported by the local cloud',
    ],
    [
      'a refused property',
      { name: 'a', acl: 'private' },
      'acl is not supported by the local cloud: use a bucket policy',
    ],
    ['a missing property', {}, 'name is required'],
    ['a null for a required property', { name: null }, 'name is required'],
    ['a missing nested property', { name: 'a', rules: [{ days: 1 }] }, 'rules[0].id is required'],
    ['a wrong scalar', { name: 'a', enabled: 'yes' }, 'enabled must be a boolean, not a string'],
    ['a fraction', { name: 'a', retries: 1.5 }, 'retries must be a whole number, not a number'],
    ['a number in hexadecimal', { name: 'a', retries: '0x10' }, 'retries must be a whole number, not a string'],
    ['an object for a list', { name: 'a', rules: {} }, 'rules must be a list, not an object'],
    ['a list for a map', { name: 'a', tags: [] }, 'tags must be a map, not a list'],
    ['an object for a string', { name: {} }, 'name must be a string, not an object'],
    ['a value under an odd key', { name: 'a', tags: { 'a b': {} } }, 'tags["a b"] must be a string, not an object'],
    ['a string for an archive', { name: 'a', code: './dist' }, 'code must be an archive, not a string'],
    [
      'an asset for an archive',
      { name: 'a', code: { $asset: 'asset', hash: 'x' } },
      'code must be an archive, not an asset',
    ],
    ['broken JSON', { name: 'a', policy: '{"Version":' }, 'policy contains invalid JSON'],
    [
      'a value the model does not understand',
      { name: 'a', class: 'COLD' },
      'class "COLD" is not supported by the local cloud (supported: "STANDARD", "GLACIER")',
    ],
  ])('%s', (_, value, issue) => {
    expect(check(bucket, value).issues).toEqual([issue]);
  });

  test('all of them at once', () => {
    expect(check(bucket, { foo: 1, rules: [{ bar: 2 }] }).issues).toEqual([
      'foo is not supported by the local cloud',
      'rules[0].bar is not supported by the local cloud',
      'rules[0].id is required',
      'name is required',
    ]);
  });

  test('a property of every object is no property of the shape', () => {
    expect(check(object({}), { constructor: 'x' }).issues).toEqual(['constructor is not supported by the local cloud']);
  });
});

test('checking twice changes nothing more', () => {
  const value = fc.record({
    name: fc.string(),
    retries: fc.oneof(fc.integer(), fc.integer().map(String)),
    policy: fc.oneof(
      fc.jsonValue().map((document) => JSON.stringify({ document })),
      fc.dictionary(fc.string(), fc.string()),
    ),
    tags: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null))),
  });
  fc.assert(
    fc.property(value, (given) => {
      const once = check(bucket, given as Value);
      expect(once.issues).toEqual([]);
      expect(check(bucket, once.value ?? null)).toEqual({ value: once.value, issues: [] });
    }),
  );
});
