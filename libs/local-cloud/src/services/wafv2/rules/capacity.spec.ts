import { expect, test } from '@jest/globals';
import type { FieldToMatch, Statement, TextTransformationType } from '../statements/statement.ts';
import { capacityOf } from './capacity.ts';

const groups = {
  managed: (_vendor: string, name: string) => (name === 'known' ? { capacity: 700 } : undefined),
  ruleGroup: (arn: string) => (arn === 'group' ? 50 : undefined),
};
const units = (...statements: readonly Statement[]): number =>
  capacityOf(
    statements.map((Statement) => ({ Statement })),
    groups,
  );
const looks = (FieldToMatch: FieldToMatch, ...types: readonly TextTransformationType[]) => ({
  FieldToMatch,
  TextTransformations: types.map((Type, Priority) => ({ Type, Priority })),
});
const body: FieldToMatch = { Body: {} };
const json: FieldToMatch = { JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL' } };
const bytes = (
  PositionalConstraint: 'EXACTLY' | 'STARTS_WITH' | 'ENDS_WITH' | 'CONTAINS' | 'CONTAINS_WORD',
  field = body,
) => ({
  ByteMatchStatement: { ...looks(field, 'NONE'), SearchString: 'x', PositionalConstraint },
});
const xss: Statement = { XssMatchStatement: looks(body, 'NONE') };

test.each<[string, number, Statement]>([
  ['exactly', 2, bytes('EXACTLY')],
  ['starts with', 2, bytes('STARTS_WITH')],
  ['ends with', 2, bytes('ENDS_WITH')],
  ['contains', 10, bytes('CONTAINS')],
  ['contains word', 10, bytes('CONTAINS_WORD')],
  ['a JSON body, twice the base', 20, bytes('CONTAINS', json)],
  ['all arguments, ten more', 20, bytes('CONTAINS', { AllQueryArguments: {} })],
  ['a regular expression', 3, { RegexMatchStatement: { ...looks(body, 'NONE'), RegexString: 'x' } }],
  ['a set of them', 25, { RegexPatternSetReferenceStatement: { ...looks(body, 'NONE'), ARN: 'x' } }],
  ['a size', 1, { SizeConstraintStatement: { ...looks(body, 'NONE'), ComparisonOperator: 'GT', Size: 1 } }],
  ['SQL injection', 20, { SqliMatchStatement: looks(body, 'NONE') }],
  ['SQL injection, sensitively', 30, { SqliMatchStatement: { ...looks(body, 'NONE'), SensitivityLevel: 'HIGH' } }],
  ['scripts', 40, xss],
  ['scripts after two transformations', 60, { XssMatchStatement: looks(body, 'LOWERCASE', 'URL_DECODE') }],
  ['a country', 1, { GeoMatchStatement: { CountryCodes: ['CH'] } }],
  ['a label', 1, { LabelMatchStatement: { Scope: 'LABEL', Key: 'x' } }],
  ['an IP set', 1, { IPSetReferenceStatement: { ARN: 'x' } }],
  [
    'an IP set at any place of a header',
    5,
    {
      IPSetReferenceStatement: {
        ARN: 'x',
        IPSetForwardedIPConfig: { HeaderName: 'h', FallbackBehavior: 'MATCH', Position: 'ANY' },
      },
    },
  ],
  ['a rate', 2, { RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP' } }],
  ['a rate of scripts', 42, { RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP', ScopeDownStatement: xss } }],
  [
    'a rate by two keys',
    62,
    {
      RateBasedStatement: { Limit: 10, AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ HTTPMethod: {} }, { IP: {} }] },
    },
  ],
  ['a managed group', 700, { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'known' } }],
  [
    'a managed group within a scope',
    740,
    { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'known', ScopeDownStatement: xss } },
  ],
  ['a rule group', 50, { RuleGroupReferenceStatement: { ARN: 'group' } }],
  [
    'logic',
    92,
    {
      AndStatement: {
        Statements: [
          xss,
          { NotStatement: { Statement: { OrStatement: { Statements: [xss, bytes('CONTAINS'), bytes('EXACTLY')] } } } },
        ],
      },
    },
  ],
])('%s: %i units', (_what, expected, statement) => {
  expect(units(statement)).toBe(expected);
});

test('a transformation of one component is counted once in all rules', () => {
  const lower = { XssMatchStatement: looks({ Body: { OversizeHandling: 'MATCH' } }, 'LOWERCASE') };
  expect(units(lower, { XssMatchStatement: looks({ Body: { OversizeHandling: 'CONTINUE' } }, 'LOWERCASE') })).toBe(90);
  expect(units(lower, { XssMatchStatement: looks({ UriPath: {} }, 'LOWERCASE') })).toBe(100);
});
