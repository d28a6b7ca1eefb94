import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TextTransformationType } from '../statements/statement.ts';
import { transformations } from './index.ts';

const types = Object.keys(transformations) as TextTransformationType[];
const bytes = fc.uint8Array({ maxLength: 60 }).map((each) => Buffer.from(each).toString('latin1'));
/** Texts made of what decoders look for. */
const tricky = fc
  .array(
    fc.constantFrom(
      '\\',
      '%',
      'u',
      'x',
      '0',
      '4',
      '1',
      '&',
      '#',
      ';',
      'lt',
      '/',
      '.',
      '*',
      '+',
      ' ',
      '\0',
      "'",
      'é',
      '\xc3',
      'A',
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.from(parts.join('')).toString('latin1'));

describe.each(types)('%s', (type) => {
  const transform = transformations[type];

  test('makes bytes of bytes, and never fails', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, tricky), (text) => {
        expect(/^[\0-\xff]*$/.test(transform(text))).toBe(true);
      }),
    );
  });

  test('takes a long text in good time', () => {
    for (const part of ['\\', '%', '&#', '/*', '../', ' ', 'a', '0x4', '\xc3', '<', '\\u00']) {
      const text = part.repeat(Math.ceil(65_536 / part.length));
      const started = process.hrtime.bigint();
      transform(text);
      expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000);
    }
  });
});

describe('a decoder undoes its encoding', () => {
  const undone = (type: TextTransformationType, encode: (text: string) => string): void =>
    fc.assert(fc.property(bytes, (text) => expect(transformations[type](encode(text))).toBe(text)));
  const each = (text: string, one: (code: number) => string): string =>
    [...text].map((character) => one(character.charCodeAt(0))).join('');
  const hex = (code: number): string => code.toString(16).padStart(2, '0');

  test('URL_DECODE', () => undone('URL_DECODE', (text) => each(text, (code) => `%${hex(code)}`)));
  test('URL_DECODE_UNI', () => undone('URL_DECODE_UNI', (text) => each(text, (code) => `%u00${hex(code)}`)));
  test('BASE64_DECODE', () => undone('BASE64_DECODE', (text) => Buffer.from(text, 'latin1').toString('base64')));
  test('BASE64_DECODE_EXT', () =>
    undone('BASE64_DECODE_EXT', (text) => [...Buffer.from(text, 'latin1').toString('base64')].join('.')));
  test('HEX_DECODE', () => undone('HEX_DECODE', (text) => Buffer.from(text, 'latin1').toString('hex')));
  test('SQL_HEX_DECODE', () =>
    undone('SQL_HEX_DECODE', (text) => (text === '' ? '' : `0x${Buffer.from(text, 'latin1').toString('hex')}`)));
  test('JS_DECODE', () => undone('JS_DECODE', (text) => each(text, (code) => `\\u00${hex(code)}`)));
  test('CSS_DECODE', () => undone('CSS_DECODE', (text) => each(text, (code) => `\\0000${hex(code)} `)));
  test('ESCAPE_SEQ_DECODE', () => undone('ESCAPE_SEQ_DECODE', (text) => each(text, (code) => `\\x${hex(code)}`)));
  test('HTML_ENTITY_DECODE', () => undone('HTML_ENTITY_DECODE', (text) => each(text, (code) => `&#x${hex(code)};`)));
});

test.each<TextTransformationType>(['LOWERCASE', 'COMPRESS_WHITE_SPACE', 'REMOVE_NULLS', 'NORMALIZE_PATH', 'CMD_LINE'])(
  '%s is done once and for all',
  (type) => {
    fc.assert(
      fc.property(tricky, (text) => {
        const once = transformations[type](text);
        expect(transformations[type](once)).toBe(once);
      }),
    );
  },
);

test.each<[TextTransformationType, string, string]>([
  ['NONE', 'As It is', 'As It is'],
  ['LOWERCASE', 'ÀBC', 'Àbc'],
  ['COMPRESS_WHITE_SPACE', 'a \t\r\n\xa0 b', 'a b'],
  ['CMD_LINE', 'C:\\Win^dows  /c,"DEL"; (x)', 'c:windows/c del(x)'],
  ['HTML_ENTITY_DECODE', '&lt;b&gt &QUOT;&amp;&#60;&#X3e;&#233;&nope;', '<b> "&<>\xe9&nope;'],
  ['HTML_ENTITY_DECODE', '&#8364;', '\xe2\x82\xac'],
  ['JS_DECODE', '\\u003Cscript\\x3e\\74\\n\\q\\uff1c', '<script><\nq<'],
  ['ESCAPE_SEQ_DECODE', '\\n\\x41\\101\\q\\\\', '\nAA\\q\\'],
  ['CSS_DECODE', 'ja\\vascript \\3c x\\00003cy\\ff1c z', 'javascript <x<y<z'],
  ['URL_DECODE', '%3Cb%3e+%zz%', '<b> %zz%'],
  ['URL_DECODE_UNI', '%u003c%uFF1cA%41', '<<AA'],
  ['SQL_HEX_DECODE', 'select 0x414243, 0x4', 'select ABC, 0x4'],
  ['BASE64_DECODE', 'YWJj!ZGVm', 'abc'],
  ['BASE64_DECODE_EXT', 'YW J\nj!ZGVm', 'abcdef'],
  ['HEX_DECODE', '4g', '4g'],
  ['MD5', 'abc', Buffer.from('900150983cd24fb0d6963f7d28e17f72', 'hex').toString('latin1')],
  ['NORMALIZE_PATH', '/a//b/./c/../../d/', '/a/d/'],
  ['NORMALIZE_PATH', '/../../etc/passwd', '/etc/passwd'],
  ['NORMALIZE_PATH', 'a/../../b', '../b'],
  ['NORMALIZE_PATH', '/plain/path', '/plain/path'],
  ['NORMALIZE_PATH_WIN', '\\a\\..\\b', '/b'],
  ['REMOVE_NULLS', 'a\0b', 'ab'],
  ['REPLACE_NULLS', 'a\0b', 'a b'],
  ['REPLACE_COMMENTS', '1/**/or/*x*//*y*/1*/', '1 or  1*/'],
  ['REPLACE_COMMENTS', 'a/*b', 'a '],
  ['UTF8_TO_UNICODE', 'a\xc3\xa9\xe2\x82\xac\xff', 'a%u00e9%u20ac\xff'],
])('%s of %j', (type, text, expected) => {
  expect(transformations[type](text)).toBe(expected);
});
