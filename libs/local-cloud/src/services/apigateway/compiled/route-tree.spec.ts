import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RouteTree } from './route-tree.ts';

function treeOf(...paths: readonly string[]): RouteTree<string> {
  const tree = new RouteTree<string>();
  for (const path of paths) tree.add(path, path);
  return tree;
}

test.each([
  [['/'], '/', '/', {}],
  [['/a'], '/a', '/a', {}],
  [['/a'], '/a/', '/a', {}],
  [['/a'], '/a//', undefined, undefined],
  [['/a'], '/A', undefined, undefined],
  [['/a/{b}'], '/a/x%20y', '/a/{b}', { b: 'x y' }],
  [['/a/{b}'], '/a/', undefined, undefined],
  [['/a/{b}'], '/a/%zz', undefined, undefined],
  [['/a%20b', '/a b'], '/a%20b', '/a b', {}],
  [['/{proxy+}'], '/', undefined, undefined],
  [['/{proxy+}'], '/a/b%2Fc/', '/{proxy+}', { proxy: 'a/b/c' }],
  [['/a/b', '/a/{x}', '/{proxy+}'], '/a/b', '/a/b', {}],
  [['/a/b', '/a/{x}', '/{proxy+}'], '/a/c', '/a/{x}', { x: 'c' }],
  [['/a/b', '/a/{x}', '/{proxy+}'], '/a/c/d', '/{proxy+}', { proxy: 'a/c/d' }],
  [['/a/{x}/c', '/a/b/d'], '/a/b/c', '/a/{x}/c', { x: 'b' }],
] as const)('%j: %s leads to %s', (paths, path, target, parameters) => {
  const found = treeOf(...paths).find(path);
  expect(found?.target).toBe(target);
  expect(found?.parameters).toEqual(parameters);
});

/** A route as a list of choices per segment, compared with the others segment by segment: literal, variable, greedy. */
function naive(paths: readonly string[], request: readonly string[]): string | undefined {
  const rank = (part: string | undefined) =>
    part === undefined ? 3 : part.endsWith('+}') ? 2 : part.startsWith('{') ? 1 : 0;
  const fits = (parts: readonly string[]) => {
    for (const [at, part] of parts.entries()) {
      if (part.endsWith('+}')) return at < request.length;
      if (request[at] === undefined || (rank(part) === 0 && part !== request[at])) return false;
    }
    return parts.length === request.length;
  };
  const split = (path: string) => path.split('/').filter((part) => part !== '');
  return paths
    .filter((path) => fits(split(path)))
    .sort((a, b) => {
      const [left, right] = [split(a), split(b)];
      for (let at = 0; at < Math.max(left.length, right.length); at++) {
        if (rank(left[at]) !== rank(right[at])) return rank(left[at]) - rank(right[at]);
      }
      return 0;
    })[0];
}

test('agrees with trying every route', () => {
  const segment = fc.constantFrom('a', 'b', '{v}');
  const path = fc
    .tuple(fc.array(segment, { maxLength: 3 }), fc.boolean())
    .map(([parts, greedy]) => `/${[...parts, ...(greedy ? ['{rest+}'] : [])].join('/')}`);
  const request = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 6 }), request, (paths, segments) => {
      expect(treeOf(...paths).find(`/${segments.join('/')}`)?.target).toBe(naive(paths, segments));
    }),
    { numRuns: 5000 },
  );
});

test('what was matched is what policies are asked about: decoded, without slashes around it', () => {
  expect(treeOf('/admin/{x}').find('/%61dmin/y/')?.path).toBe('admin/y');
});
