import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wildcard } from './compare.ts';
import { compileFilterPattern } from './filter-pattern.ts';

const json = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  on: true,
  'cluster.name': 'c',
  status: 404,
});
const person = JSON.stringify({
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
});
const access = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

// Examples of the CloudWatch Logs User Guide, and their opposites.
describe.each<[pattern: string, message: string, matches: boolean]>([
  ['', 'anything', true],
  ['" "', 'anything', true],
  ['ERROR', '[ERROR 400] BAD REQUEST', true],
  ['ERROR', '[error 400] BAD REQUEST', false],
  ['ERROR ARGUMENTS', '[ERROR 419] MISSING ARGUMENTS', true],
  ['ERROR ARGUMENTS', '[ERROR 400] BAD REQUEST', false],
  ['?ERROR ?ARGUMENTS', 'INVALID ARGUMENTS', true],
  ['?ERROR ?ARGUMENTS', 'BAD REQUEST', false],
  ['?ERROR ?ARGUMENTS REQUEST', '[INFO] REQUEST FAILED', true],
  ['"INTERNAL SERVER ERROR"', '[ERROR 500] INTERNAL SERVER ERROR', true],
  ['"INTERNAL SERVER ERROR"', '[ERROR 500] INTERNAL ERROR', false],
  ['ERROR -ARGUMENTS', '[ERROR 400] BAD REQUEST', true],
  ['ERROR -ARGUMENTS', '[ERROR 419] MISSING ARGUMENTS', false],
  ['-ERROR', 'fine', true],
  ['%AUTHORIZED%', '[ERROR 401] UNAUTHORIZED REQUEST', true],
  ['%^AUTHORIZED%', '[ERROR 401] UNAUTHORIZED REQUEST', false],
  ['{ $.eventType = "UpdateTrail" }', json, true],
  ['{ $.eventType = "DeleteTrail" }', json, false],
  ['{ $.eventType = "Update*" }', json, true],
  ['{ $.sourceIPAddress != 123.123.* }', json, true],
  ['{ $.sourceIPAddress != 111.111.* }', json, false],
  ['{ $.arrayKey[0] = "value" }', json, true],
  ['{ $.arrayKey[1] = "value" }', json, false],
  ['{ $.arrayKey = "value" }', json, false],
  ['{ $.eventType = %Trail% }', json, true],
  ['{ $.arrayKey[*] = %val.{2}% }', json, true],
  ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', json, true],
  ['{ $.[\'cluster.name\'] = "c" }', json, true],
  ['{ $.[\'cluster.name\'] = "d" }', json, false],
  ['{ $.SomeObject IS NULL }', json, true],
  ['{ $.eventType IS NULL }', json, false],
  ['{ $.on IS TRUE }', json, true],
  ['{ $.on IS FALSE }', json, false],
  ['{ $.SomeOtherObject NOT EXISTS }', json, true],
  ['{ $.SomeObject NOT EXISTS }', json, false],
  ['{ $.status = 404 }', json, true],
  ['{ $.status = 4* }', json, true],
  ['{ $.status > 403 && $.status <= 404 }', json, true],
  ['{ $.status < 404 }', json, false],
  ['{ $.missing != 404 }', json, false],
  ['{ $.status = 404 }', 'status 404', false],
  ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', person, true],
  ['{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "no" && $.actions[2] = "no" }', person, true],
  [
    '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "no") && $.actions[2] = "no" }',
    person,
    false,
  ],
  ['{ ($.user.id = 2 && $.users[0].email = "no") || $.actions[2] = "GET" }', person, false],
  ['[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]', access, true],
  ['[ip, user, username, timestamp, request =*.html*, status_code = 5*, bytes]', access, false],
  ['[..., request =*.html*, status_code = 4*, bytes]', access, true],
  ['[..., status_code = 404 || status_code = 410, bytes]', access, true],
  ['[..., status_code = 400 || status_code = 410, bytes]', access, false],
  ['[..., bytes > 1500]', access, true],
  ['[ip, ..., bytes < 1500]', access, false],
  ['[w1=ERROR, w2]', 'ERROR 09/25/2014 12:00:02 Failed to process request', true],
  ['[w1=ERROR, w2]', 'INFO ERROR', false],
  ['[w1=ERROR || w1=WARNING, w2]', 'WARNING Invalid user request', true],
  ['[w1!=ERROR && w1!=WARNING, w2]', 'INFO fine', true],
  ['[w1!=ERROR && w1!=WARNING, w2]', 'WARNING fine', false],
])('%s', (pattern, message, matches) => {
  test(`${matches ? 'matches' : 'does not match'} ${message}`, () => {
    expect(compileFilterPattern(pattern)(message)).toBe(matches);
  });
});

test.each([
  ['a-b', /Invalid character\(s\) in term 'a-b'/],
  ['"open', /quotation mark is not closed/],
  ['%a(b)%', /not supported/],
  ['%%', /empty/],
  ['{ $.a }', /expected a comparison/],
  ['{ $.a = 1', /expected '}'/],
  ['{ $.a > "x" }', /numbers only/],
  ['{ $.a[*].b[*] = 1 }', /more than one wildcard/],
  ['{ $.a.* = 1 || $.b.* = 1 || $.c.* = 1 || $.d.* = 1 }', /more than three wildcard/],
  ['[a, ..., b, ...]', /more than one '...'/],
  ['[a', /expected ']'/],
  ['x'.repeat(1025), /longer than 1024/],
])('refuses %s', (pattern, message) => {
  expect(() => compileFilterPattern(pattern)).toThrow(message);
});

test('a wildcard text agrees with the regular expression it stands for', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(letters, fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }), (pattern, text) => {
      const naive = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text.join(''));
      expect(wildcard(pattern)(text.join(''))).toBe(naive);
    }),
    { numRuns: 2000 },
  );
});

test('terms agree with a naive search', () => {
  const word = fc.stringMatching(/^[ab]{1,2}$/);
  const terms = fc.record({ include: fc.array(word, { maxLength: 3 }), exclude: fc.array(word, { maxLength: 3 }) });
  fc.assert(
    fc.property(terms, fc.stringMatching(/^[ab ]{0,8}$/), ({ include, exclude }, message) => {
      const pattern = [...include, ...exclude.map((each) => `-${each}`)].join(' ');
      const naive = include.every((each) => message.includes(each)) && exclude.every((each) => !message.includes(each));
      expect(compileFilterPattern(pattern)(message)).toBe(naive);
    }),
    { numRuns: 1000 },
  );
});

test('a JSON pattern finds exactly the events whose property has the value', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (wanted, actual) => {
      const pattern = `{ $.a = ${JSON.stringify(wanted.replace(/[*\p{Cc}]/gu, ''))} }`;
      const message = JSON.stringify({ a: actual });
      if (pattern.length <= 1024) {
        expect(compileFilterPattern(pattern)(message)).toBe(actual === wanted.replace(/[*\p{Cc}]/gu, ''));
      }
    }),
  );
});

test('no pattern makes the compiler fail in another way than by refusing', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '$.a',
    '=',
    '!=',
    '&&',
    '||',
    '(',
    ')',
    '"',
    '%',
    '...',
    ',',
    'x',
    '1',
    ' ',
    '-',
    '?',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      try {
        compileFilterPattern(parts.join(''))('{"a":1}');
      } catch (error) {
        expect((error as Error).name).toBe('FilterPatternError');
      }
    }),
    { numRuns: 3000 },
  );
});
