import { expect, test } from '@jest/globals';
import { itemsInOrder, queryTree } from './query-tree.ts';

test.each([
  [{ A: '1' }, { A: '1' }],
  [{ 'A.1.B': 'c', 'A.2.B': 'd', 'A.1.C': 'e' }, { A: { 1: { B: 'c', C: 'e' }, 2: { B: 'd' } } }],
  [{ 'A.member.1': 'b', A: 'c' }, { A: 'c' }],
  [{ A: 'c', 'A.member.1': 'b' }, { A: { member: { 1: 'b' } } }],
])('%j', (form, tree) => {
  expect(JSON.parse(JSON.stringify(queryTree(form)))).toEqual(tree);
});

test('a name of the prototype is a name as any other', () => {
  queryTree({ '__proto__.polluted': 'yes', 'constructor.prototype.polluted': 'yes' });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('items come by number, not by spelling', () => {
  expect(itemsInOrder({ 10: 'c', 2: 'b', 1: 'a' })).toEqual(['a', 'b', 'c']);
});
