import { describe, expect, test } from '@jest/globals';
import type { FieldToMatch } from '../statements/statement.ts';
import { request, type Sent } from '../testing/web-acl.ts';
import { fieldReader } from './field-reader.ts';
import { RequestParts } from './request-parts.ts';

const read = (field: FieldToMatch, sent: Sent, limit = 100) =>
  fieldReader(field)(new RequestParts(request(sent), limit));
const ALL = { All: {} };
const headers: NonNullable<Sent['headers']> = [
  ['Host', 'example.com'],
  ['X-A', '1'],
  ['x-a', '2'],
  ['Cookie', 'id=7; Theme=dark;flag'],
];
const rawQuery = 'a=1&A=%32&b&c=';

describe('what is read of a request', () => {
  test.each<[string, FieldToMatch, readonly string[]]>([
    ['a header, in any case and repeated', { SingleHeader: { Name: 'X-a' } }, ['1', '2']],
    ['a header that is not there', { SingleHeader: { Name: 'x-b' } }, []],
    ['an argument, undecoded', { SingleQueryArgument: { Name: 'a' } }, ['1', '%32']],
    ['all arguments', { AllQueryArguments: {} }, ['1', '%32', '', '']],
    ['the path', { UriPath: {} }, ['/p/%61']],
    ['the query', { QueryString: {} }, [rawQuery]],
    ['the method', { Method: {} }, ['POST']],
    [
      'the body, byte by byte',
      { Body: {} },
      ['{"k":{"é":["v",1]},"k/2":true}'].map((text) => Buffer.from(text).toString('latin1')),
    ],
    [
      'values of headers',
      { Headers: { MatchPattern: { IncludedHeaders: ['x-A'] }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' } },
      ['1', '2'],
    ],
    [
      'names of headers',
      {
        Headers: {
          MatchPattern: { ExcludedHeaders: ['x-a', 'host'] },
          MatchScope: 'KEY',
          OversizeHandling: 'CONTINUE',
        },
      },
      ['Cookie'],
    ],
    [
      'names and values of headers',
      { Headers: { MatchPattern: { IncludedHeaders: ['host'] }, MatchScope: 'ALL', OversizeHandling: 'CONTINUE' } },
      ['Host', 'example.com'],
    ],
    [
      'cookies',
      { Cookies: { MatchPattern: ALL, MatchScope: 'ALL', OversizeHandling: 'CONTINUE' } },
      ['id', '7', 'Theme', 'dark', 'flag', ''],
    ],
    [
      'one cookie',
      { Cookies: { MatchPattern: { IncludedCookies: ['theme'] }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' } },
      ['dark'],
    ],
    ['the order of headers', { HeaderOrder: { OversizeHandling: 'CONTINUE' } }, ['Host:X-A:x-a:Cookie']],
    [
      'all of a JSON body',
      { JsonBody: { MatchPattern: ALL, MatchScope: 'ALL' } },
      ['k', '\xc3\xa9', 'v', '1', 'k/2', 'true'],
    ],
    ['names of a JSON body', { JsonBody: { MatchPattern: ALL, MatchScope: 'KEY' } }, ['k', '\xc3\xa9', 'k/2']],
    [
      'what is below a path',
      { JsonBody: { MatchPattern: { IncludedPaths: ['/k/é'] }, MatchScope: 'VALUE' } },
      ['v', '1'],
    ],
    [
      'what is at a path with a slash',
      { JsonBody: { MatchPattern: { IncludedPaths: ['/k~12'] }, MatchScope: 'VALUE' } },
      ['true'],
    ],
  ])('%s', (_what, field, texts) => {
    const sent = { method: 'POST', rawPath: '/p/%61', rawQuery, headers, body: '{"k":{"é":["v",1]},"k/2":true}' };
    expect(read(field, sent)).toEqual({ texts, oversize: false });
  });
});

describe('a body that is too long', () => {
  const body = `{"a":"${'x'.repeat(200)}"}`;
  test('is read to the limit', () => {
    expect(read({ Body: {} }, { body })).toEqual({ texts: [body.slice(0, 100)], oversize: true });
    expect(read({ JsonBody: { MatchPattern: ALL, MatchScope: 'ALL' } }, { body })).toEqual({
      texts: ['a'],
      oversize: true,
    });
  });

  test('of exactly the limit is not too long', () => {
    expect(read({ Body: {} }, { body: 'x'.repeat(100) }).oversize).toBe(false);
  });
});

describe('a body that is no JSON', () => {
  const json = (InvalidFallbackBehavior?: 'MATCH' | 'NO_MATCH' | 'EVALUATE_AS_STRING'): FieldToMatch => ({
    JsonBody: { MatchPattern: ALL, MatchScope: 'ALL', ...(InvalidFallbackBehavior && { InvalidFallbackBehavior }) },
  });

  test.each([
    [undefined, { texts: ['a'], oversize: false }],
    ['MATCH' as const, { texts: [], oversize: false, verdict: true }],
    ['NO_MATCH' as const, { texts: [], oversize: false, verdict: false }],
    ['EVALUATE_AS_STRING' as const, { texts: ['{"a":x'], oversize: false }],
  ])('falls back to %s', (fallback, content) => {
    expect(read(json(fallback), { body: '{"a":x' })).toEqual(content);
  });
});

describe('headers and cookies', () => {
  const field: FieldToMatch = { Headers: { MatchPattern: ALL, MatchScope: 'KEY', OversizeHandling: 'CONTINUE' } };
  const many = (count: number, value: string): NonNullable<Sent['headers']> =>
    Array.from({ length: count }, (_, at) => [`h${at}`, value] as const);

  test.each([
    [200, 'v', 200, false],
    [201, 'v', 200, true],
    [9, 'v'.repeat(1000), 9, true],
    [10, 'v'.repeat(1000), 9, true],
  ])('%i headers with %.5s…: %i of them are read', (count, value, texts, oversize) => {
    const content = read(field, { headers: many(count, value) });
    expect([content.texts.length, content.oversize]).toEqual([texts, oversize]);
  });

  test('one that is longer than what is inspected is read to the limit', () => {
    const value = (scope: 'Headers' | 'Cookies'): FieldToMatch => {
      const common = { MatchPattern: ALL, MatchScope: 'VALUE' as const, OversizeHandling: 'CONTINUE' as const };
      return scope === 'Headers' ? { Headers: common } : { Cookies: common };
    };
    const long = `attack${'x'.repeat(9000)}`;
    expect(
      read(value('Headers'), {
        headers: [
          ['h', long],
          ['after', 'v'],
        ],
      }),
    ).toEqual({ texts: [long.slice(0, 8191)], oversize: true });
    expect(read(value('Cookies'), { headers: [['Cookie', `c=${long}; d=v`]] })).toEqual({
      texts: [long.slice(0, 8191)],
      oversize: true,
    });
  });
});
