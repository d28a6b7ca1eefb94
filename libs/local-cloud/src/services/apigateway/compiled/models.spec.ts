import { expect, test } from '@jest/globals';
import { Models } from './models.ts';

const schema = JSON.stringify({
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
  additionalProperties: false,
});
const check = new Models('api', [{ name: 'Thing', schema }]).check('Thing');

test('a valid body has nothing wrong with it', () => {
  expect(check({ name: 'x' })).toBeUndefined();
});

test('every error names the property at fault, and none its value', () => {
  const found = check({ name: 7, owner: 'secret' });
  expect(found).toBe('[body must NOT have additional properties: owner, /name must be string]');
  expect(check({})).toBe("[body must have required property 'name']");
});

test('what the caller named cannot break out of the JSON string a template puts it into', () => {
  const found = check({ name: 'x', 'a"b\n': 1 });
  expect(JSON.parse(`"${found}"`)).toBe('[body must NOT have additional properties: a"b\n]');
});
