import { describe, expect, test } from '@jest/globals';
import type { PositionalConstraint, Statement } from '../statements/statement.ts';
import { contains, holds, type World } from '../testing/web-acl.ts';

const NONE = [{ Priority: 0, Type: 'NONE' as const }];
const path = { FieldToMatch: { UriPath: {} }, TextTransformations: NONE };

describe('a byte match', () => {
  test.each<[PositionalConstraint, string, boolean]>([
    ['EXACTLY', 'bot', true],
    ['EXACTLY', 'bots', false],
    ['STARTS_WITH', 'bots', true],
    ['STARTS_WITH', 'a bot', false],
    ['ENDS_WITH', 'a bot', true],
    ['ENDS_WITH', 'bots', false],
    ['CONTAINS', 'robots', true],
    ['CONTAINS', 'Bot', false],
    ['CONTAINS_WORD', 'robot bots bot', true],
    ['CONTAINS_WORD', '-bot;', true],
    ['CONTAINS_WORD', 'bot_ abot bot1', false],
  ])('%s of %j: %s', (PositionalConstraint, rawPath, expected) => {
    expect(holds({ ByteMatchStatement: { ...path, SearchString: 'bot', PositionalConstraint } }, { rawPath })).toBe(
      expected,
    );
  });

  test('compares UTF-8', () => {
    expect(holds(contains('é', { Body: {} }), { body: 'café' })).toBe(true);
    expect(holds(contains('é', { Body: {} }), { body: Buffer.from('caf\xe9', 'latin1') })).toBe(false);
  });

  test('comes after all transformations, in the order of their priorities', () => {
    const encoded = Buffer.from('<Script>').toString('base64');
    const field = { QueryString: {} };
    expect(holds(contains('<script>', field, 'BASE64_DECODE', 'LOWERCASE'), { rawQuery: encoded })).toBe(true);
    expect(holds(contains('<script>', field, 'LOWERCASE', 'BASE64_DECODE'), { rawQuery: encoded })).toBe(false);
  });
});

test.each([
  ['EQ', 3, [false, true, false]],
  ['NE', 3, [true, false, true]],
  ['LE', 3, [true, true, false]],
  ['LT', 3, [true, false, false]],
  ['GE', 3, [false, true, true]],
  ['GT', 3, [false, false, true]],
] as const)('a size %s %i holds for 2, 3 and 4 bytes: %j', (ComparisonOperator, Size, expected) => {
  const statement = {
    SizeConstraintStatement: { ComparisonOperator, Size, FieldToMatch: { Body: {} }, TextTransformations: NONE },
  };
  expect(['xx', 'é1', 'xxxx'].map((body) => holds(statement, { body }))).toEqual(expected);
});

describe('oversize', () => {
  const within = (OversizeHandling?: 'CONTINUE' | 'MATCH' | 'NO_MATCH'): Statement =>
    contains('needle', { Body: { ...(OversizeHandling && { OversizeHandling }) } });
  const long = 'x'.repeat(16 * 1024);

  test.each([
    [undefined, false, true],
    ['CONTINUE' as const, false, true],
    ['MATCH' as const, true, true],
    ['NO_MATCH' as const, false, false],
  ])('%s: behind the limit %s, before it %s', (handling, behind, before) => {
    expect(holds(within(handling), { body: `${long}needle` })).toBe(behind);
    expect(holds(within(handling), { body: `needle${long}` })).toBe(before);
  });
});

test('regular expressions, one and many', () => {
  const world: World = { patterns: { set: ['^/a\\d+$', '^/b$'] } };
  const set = { RegexPatternSetReferenceStatement: { ...path, ARN: 'set' } };
  expect(['/a12', '/b', '/c', '/b/'].map((rawPath) => holds(set, { rawPath }, world))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const regex = (RegexString: string): Statement => ({ RegexMatchStatement: { ...path, RegexString } });
  const either = {
    OrStatement: { Statements: [regex('^/x$'), contains('/y', { UriPath: {} }), regex('(?i)/Z'), regex('|never')] },
  };
  expect(holds({ OrStatement: { Statements: either.OrStatement.Statements.slice(0, 3) } }, { rawPath: '/z' })).toBe(
    true,
  );
  expect(holds({ OrStatement: { Statements: either.OrStatement.Statements.slice(0, 3) } }, { rawPath: '/X' })).toBe(
    false,
  );
  expect(holds(either, { rawPath: '/anything' })).toBe(true);
});

test('many large expressions that are too much for one automaton are still looked for', () => {
  const statements = Array.from({ length: 30 }, (_, at) => ({
    RegexMatchStatement: { ...path, RegexString: `^/${at}x{900}$` },
  }));
  const any = { OrStatement: { Statements: statements } };
  expect(holds(any, { rawPath: `/7${'x'.repeat(900)}` })).toBe(true);
  expect(holds(any, { rawPath: `/7${'x'.repeat(899)}` })).toBe(false);
});

test('SQL injection and scripts are found in characters, not in bytes', () => {
  const looks = { FieldToMatch: { Body: {} }, TextTransformations: NONE };
  const sqli = (SensitivityLevel: 'LOW' | 'HIGH'): Statement => ({
    SqliMatchStatement: { ...looks, SensitivityLevel },
  });
  expect(holds(sqli('LOW'), { body: 'é’ UNION SELECT password FROM users--' })).toBe(true);
  expect(holds(sqli('HIGH'), { body: 'The café’s union of select users' })).toBe(false);
  expect(holds({ XssMatchStatement: looks }, { body: '＜script＞alert(1)＜/script＞' })).toBe(true);
  expect(holds({ XssMatchStatement: looks }, { body: 'a manuscript' })).toBe(false);
});

describe('logic', () => {
  const [a, b] = [contains('a', { UriPath: {} }), contains('b', { UriPath: {} })];
  test.each([
    ['/a', false, true, false],
    ['/ab', true, true, false],
    ['/c', false, false, true],
  ])('%s: AND %s, OR %s, NOT a %s', (rawPath, and, or, not) => {
    expect(holds({ AndStatement: { Statements: [a, b] } }, { rawPath })).toBe(and);
    expect(holds({ OrStatement: { Statements: [a, b] } }, { rawPath })).toBe(or);
    expect(holds({ NotStatement: { Statement: a } }, { rawPath })).toBe(not);
  });
});

describe('addresses', () => {
  const world: World = {
    ipSets: { office: ['192.0.2.0/24', '2001:db8::/32'] },
    locations: { '192.0.2.1': { country: 'CH', region: 'BE' }, '198.51.100.1': { country: 'US' } },
  };
  const forwarded = (value?: string): { headers: [string, string][] } => ({
    headers: value === undefined ? [] : [['X-Forwarded-For', value]],
  });
  const inSet = (
    Position?: 'FIRST' | 'LAST' | 'ANY',
    FallbackBehavior: 'MATCH' | 'NO_MATCH' = 'NO_MATCH',
  ): Statement => ({
    IPSetReferenceStatement: {
      ARN: 'office',
      ...(Position && { IPSetForwardedIPConfig: { HeaderName: 'x-forwarded-for', Position, FallbackBehavior } }),
    },
  });

  test('in a set, by the connection', () => {
    const of = (sourceIp: string): boolean => holds(inSet(), { sourceIp }, world);
    expect(['192.0.2.9', '::ffff:192.0.2.9', '2001:db8:1::1', '192.0.3.1', '2001:db9::'].map(of)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test.each([
    ['FIRST' as const, '192.0.2.1, 198.51.100.1', true],
    ['FIRST' as const, '198.51.100.1, 192.0.2.1', false],
    ['LAST' as const, '198.51.100.1, 192.0.2.1', true],
    ['ANY' as const, '198.51.100.1, 192.0.2.1, 203.0.113.1', true],
    ['ANY' as const, '198.51.100.1', false],
    ['LAST' as const, `${'192.0.2.1, '.repeat(12)}198.51.100.1`, false],
    ['LAST' as const, `${'198.51.100.1, '.repeat(12)}192.0.2.1`, true],
    ['ANY' as const, `192.0.2.1${', 198.51.100.1'.repeat(10)}`, false],
    ['ANY' as const, `${'198.51.100.1, '.repeat(12)}192.0.2.1`, true],
    ['FIRST' as const, 'unknown, 192.0.2.1', false],
    ['LAST' as const, '192.0.2.1, unknown', false],
  ])('in a set, %s of %s: %s', (position, value, expected) => {
    expect(holds(inSet(position), forwarded(value), world)).toBe(expected);
  });

  test('a header without address falls back, a missing one never matches', () => {
    expect(holds(inSet('ANY', 'MATCH'), forwarded('unknown'), world)).toBe(true);
    expect(holds(inSet('ANY', 'NO_MATCH'), forwarded('unknown'), world)).toBe(false);
    expect(holds(inSet('ANY', 'MATCH'), forwarded(), world)).toBe(false);
    expect(holds(inSet('FIRST', 'MATCH'), forwarded('unknown, 198.51.100.1'), world)).toBe(true);
    expect(holds(inSet('LAST', 'MATCH'), forwarded('198.51.100.1, unknown'), world)).toBe(true);
  });

  test('in a country, by the connection or the header', () => {
    const swiss = { GeoMatchStatement: { CountryCodes: ['CH'] } };
    expect(holds(swiss, { sourceIp: '192.0.2.1' }, world)).toBe(true);
    expect(holds(swiss, { sourceIp: '198.51.100.1' }, world)).toBe(false);
    expect(holds(swiss, { sourceIp: '203.0.113.1' }, world)).toBe(false);
    const behind = (FallbackBehavior: 'MATCH' | 'NO_MATCH'): Statement => ({
      GeoMatchStatement: {
        CountryCodes: ['CH'],
        ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior },
      },
    });
    expect(holds(behind('NO_MATCH'), forwarded('192.0.2.1, 198.51.100.1'), world)).toBe(true);
    expect(holds(behind('NO_MATCH'), forwarded('198.51.100.1, 192.0.2.1'), world)).toBe(false);
    expect(holds(behind('MATCH'), forwarded('?'), world)).toBe(true);
    expect(holds(behind('NO_MATCH'), forwarded('?, 192.0.2.1'), world)).toBe(false);
    expect(holds(behind('MATCH'), forwarded(), world)).toBe(false);
  });
});
