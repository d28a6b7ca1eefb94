import { expect, test } from '@jest/globals';
import { remembered } from './remembered.ts';

test('a key is read once, until there are too many', () => {
  const read: string[] = [];
  const upper = remembered(2, (key) => {
    read.push(key);
    return key.toUpperCase();
  });
  expect(['a', 'b', 'a', 'b'].map(upper)).toEqual(['A', 'B', 'A', 'B']);
  expect(read).toEqual(['a', 'b']);
  expect(['c', 'c', 'a'].map(upper)).toEqual(['C', 'C', 'A']);
  expect(read).toEqual(['a', 'b', 'c', 'a']);
});
