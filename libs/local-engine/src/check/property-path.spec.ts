import { describe, expect, test } from '@jest/globals';
import type { Properties } from '../graph.ts';
import { differsAt, keepOldValues, parsePropertyPath } from './property-path.ts';

test.each<[string, string[]]>([
  ['tags', ['tags']],
  ['tags.Name', ['tags', 'Name']],
  ['rules[0].cidr', ['rules', '0', 'cidr']],
  ['tags["a.b"].c', ['tags', 'a.b', 'c']],
  ['["odd name"]', ['odd name']],
  ['rules[*].cidr', ['rules', '*', 'cidr']],
  ['*', ['*']],
])('%s', (path, segments) => {
  expect(parsePropertyPath(path)).toEqual(segments);
});

describe('ignoreChanges', () => {
  const previous: Properties = { tags: { Name: 'old', Team: 'a' }, size: 1, rules: [{ cidr: 'old', port: 1 }] };
  const next: Properties = {
    tags: { Name: 'new', Added: 'x' },
    size: 2,
    rules: [
      { cidr: 'new', port: 2 },
      { cidr: 'n', port: 3 },
    ],
  };

  test.each<[string, Properties]>([
    ['size', { ...next, size: 1 }],
    ['tags', { ...next, tags: previous['tags'] ?? null }],
    ['tags.Name', { ...next, tags: { Name: 'old', Added: 'x' } }],
    ['tags.Added', { ...next, tags: { Name: 'new' } }],
    ['tags.Team', { ...next, tags: { Name: 'new', Added: 'x', Team: 'a' } }],
    [
      'rules[0].cidr',
      {
        ...next,
        rules: [
          { cidr: 'old', port: 2 },
          { cidr: 'n', port: 3 },
        ],
      },
    ],
    ['rules[*].port', { ...next, rules: [{ cidr: 'new', port: 1 }, { cidr: 'n' }] }],
    ['missing.deep', next],
  ])('%s keeps the old value', (path, expected) => {
    expect(keepOldValues(next, previous, [path])).toEqual(expected);
  });
});

test('replaceOnChanges looks at its path only', () => {
  const previous: Properties = { tags: { Name: 'a', Team: 'x' }, size: 1 };
  expect(differsAt({ ...previous, size: 2 }, previous, 'size')).toBe(true);
  expect(differsAt({ ...previous, size: 2 }, previous, 'tags')).toBe(false);
  expect(differsAt({ tags: { Name: 'b', Team: 'x' }, size: 1 }, previous, 'tags.Name')).toBe(true);
  expect(differsAt({ tags: { Name: 'b', Team: 'x' }, size: 1 }, previous, 'tags.Team')).toBe(false);
  expect(differsAt({ ...previous, size: 2 }, previous, '*')).toBe(true);
});
