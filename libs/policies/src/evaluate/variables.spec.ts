import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ContextMap, type ContextValue } from './context.ts';
import { compileGlob, matchCompiled } from './glob.ts';
import { parseTemplate } from './variables.ts';

const match = (pattern: string, value: string, context: Record<string, ContextValue>) =>
  matchCompiled(compileGlob(parseTemplate(pattern, true)), value, new ContextMap(context));

describe('policy variables', () => {
  test('an inserted value is literal text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, other) => {
        expect(match('home/${aws:username}/x', `home/${value}/x`, { 'aws:username': value })).toBe(true);
        expect(match('${aws:username}', other, { 'aws:username': value })).toBe(other === value);
      }),
    );
  });

  test('the fallback is used when the key is absent, and is literal too', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes("'")),
        (fallback) => {
          const pattern = `\${aws:PrincipalTag/team, '${fallback}'}`;
          expect(match(pattern, fallback, {})).toBe(true);
          expect(match(pattern, 'red', { 'aws:PrincipalTag/team': 'red' })).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['${aws:username}', 'ana', {}, false],
    ['${aws:username}', '${aws:username}', {}, false],
    ['${AWS:UserName}', 'ana', { 'aws:username': 'ana' }, true],
    ['${aws:TagKeys}', 'env', { 'aws:TagKeys': ['env'] }, false],
    ['a${*}', 'a*', {}, true],
    ['a${*}', 'ab', {}, false],
    ['${?}', 'x', {}, false],
    ['${?}', '?', {}, true],
    ['${*}', '*', {}, true],
    ['${$}', '$', {}, true],
    ["${*,'x'}", 'x', {}, true],
    ["${aws:username,'x'}", 'x', {}, true],
    ["${ aws:username , 'x' }", 'x', {}, true],
    ["${ aws:username , 'x' }", 'ana', { 'aws:username': 'ana' }, true],
    ["${aws:username, 'x' y}", 'x', {}, false],
    ['${}${aws:username}', '${}ana', { 'aws:username': 'ana' }, true],
    ['$a{aws:username}', '$a{aws:username}', { 'aws:username': 'ana' }, true],
    ['${$}{aws:username}', '${aws:username}', {}, true],
    ['${aws:username', '${aws:username', {}, true],
    ['${aws:username}-*', 'ana-1', { 'aws:username': 'ana' }, true],
  ])('%s on %s with %j is %j', (pattern, value, context, expected) => {
    expect(match(pattern, value, context as Record<string, ContextValue>)).toBe(expected);
  });
});
