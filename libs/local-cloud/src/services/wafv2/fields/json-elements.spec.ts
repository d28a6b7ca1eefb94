import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonElements } from './json-elements.ts';

const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Names and scalars as JSON.parse finds them. */
function expected(value: unknown, path = ''): { kind: string; text: string; path: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => expected(item, `${path}/${at}`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, member]) => {
      const inner = `${path}/${bytes(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return [{ kind: 'key', text: bytes(key), path: inner }, ...expected(member, inner)];
    });
  }
  return [{ kind: 'value', text: typeof value === 'string' ? bytes(value) : JSON.stringify(value), path }];
}

describe('a JSON document', () => {
  test('has the names and scalars that JSON.parse finds', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4, stringUnit: 'grapheme' }),
        fc.constantFrom(undefined, 2),
        (document, space) => {
          const value: unknown = JSON.parse(document);
          const { elements, valid } = jsonElements(bytes(JSON.stringify(value, undefined, space)));
          expect(valid).toBe(true);
          expect(elements).toEqual(expected(value));
        },
      ),
    );
  });

  test('that is cut off has the elements before the cut', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(40), (document, cut) => {
        const whole = bytes(document);
        const part = whole.slice(0, Math.max(0, whole.length - 1 - cut));
        const { elements, rest, valid } = jsonElements(part);
        expect(part.endsWith(rest)).toBe(true);
        // A number may be cut into another; all before it are the same.
        if (!valid)
          expect(jsonElements(whole).elements.slice(0, Math.max(0, elements.length - 1))).toEqual(
            elements.slice(0, -1),
          );
      }),
    );
  });

  test('reads any text without failing, and calls valid only what JSON.parse takes', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'a',
      '1',
      '-',
      '.',
      'e',
      'true',
      ' ',
      '\\',
      '\\u00e9',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const parses = (): boolean => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        };
        expect(jsonElements(text).valid).toBe(parses());
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['[', '{"a":', '["', '\\', '{"', '[1,'])('takes time linear in %j over and over', (unit) => {
    const started = process.hrtime.bigint();
    jsonElements(unit.repeat(65_536 / unit.length));
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000);
  });

  test('follows every level of nesting: what is deep inside is not hidden by that', () => {
    const text = `${'{"a":['.repeat(3000)}"\\u003cscript"${']}'.repeat(3000)}`;
    const { elements, valid } = jsonElements(text);
    expect(valid).toBe(true);
    expect(elements.at(-1)).toMatchObject({ kind: 'value', text: '<script' });
    expect(elements.at(-1)?.path.startsWith('/a/0/a/0/')).toBe(true);
  });

  test('shows every one of repeated names, and escapes as the bytes they stand for', () => {
    const { elements } = jsonElements('{"a":"\\u00e9\\ud83d\\ude00","a":"\xc3\xa9"}');
    expect(elements.map(({ text }) => text)).toEqual(['a', bytes('é😀'), 'a', bytes('é')]);
  });
});
