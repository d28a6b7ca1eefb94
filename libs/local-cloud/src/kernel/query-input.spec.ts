import { expect, test } from '@jest/globals';
import { optionalText } from './query-input.ts';

test('a parameter is its text, and an empty one counts as left out', () => {
  expect(optionalText({ PathPrefix: '/a/' }, 'PathPrefix')).toBe('/a/');
  expect(optionalText({ PathPrefix: '' }, 'PathPrefix')).toBeUndefined();
  expect(optionalText({}, 'PathPrefix')).toBeUndefined();
  expect(optionalText({ PathPrefix: ['/a/'] }, 'PathPrefix')).toBeUndefined();
});
