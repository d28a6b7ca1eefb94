import { describe, expect, test } from '@jest/globals';
import type { LoggingFilter } from '../declared/declared.ts';
import type { Rule } from '../statements/rule.ts';
import { compile, contains, request, rule, type Sent } from '../testing/web-acl.ts';
import { evaluate } from '../web-acl/evaluate.ts';
import { keeps } from './keeps.ts';
import { logRecord, type LogFacts } from './log-record.ts';

const rules: readonly Rule[] = [
  rule('mark', 0, contains('mark', { UriPath: {} }), { Action: { Count: {} }, RuleLabels: [{ Name: 'seen' }] }),
  rule('sqli', 1, {
    SqliMatchStatement: { FieldToMatch: { Body: {} }, TextTransformations: [{ Priority: 0, Type: 'NONE' }] },
  }),
  rule(
    'rate',
    2,
    {
      RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP', ScopeDownStatement: contains('rate', { UriPath: {} }) },
    },
    { Action: { Block: { CustomResponse: { ResponseCode: 429 } } } },
  ),
];
const webAcl = compile(rules);
const judge = (sent: Sent) => evaluate(webAcl, request(sent), 0);
const facts: LogFacts = {
  now: 1_700_000_000_000,
  resourceArn: 'arn:aws:apigateway:us-east-1::/restapis/abc/stages/prod',
  accountId: '123456789012',
  location: { country: 'CH' },
  redacted: [],
};
const record = (sent: Sent, more: Partial<LogFacts> = {}): Record<string, unknown> =>
  JSON.parse(logRecord(webAcl, judge(sent), { ...facts, ...more })) as Record<string, unknown>;

describe('a record', () => {
  const attack = {
    body: "x' OR '1'='1",
    rawPath: '/secret/path',
    rawQuery: 'q=secret',
    method: 'POST',
    headers: [['Authorization', 'secret'] as const, ['Host', 'h'] as const],
  };

  test('tells what decided and why, in AWS’s words, but nothing of the body', () => {
    const text = JSON.stringify(record(attack));
    expect(JSON.parse(text)).toMatchObject({
      timestamp: 1_700_000_000_000,
      webaclId: 'acl',
      terminatingRuleId: 'sqli',
      terminatingRuleType: 'REGULAR',
      action: 'BLOCK',
      terminatingRuleMatchDetails: [
        { conditionType: 'SQL_INJECTION', sensitivityLevel: 'LOW', location: 'BODY', matchedData: [] },
      ],
      httpSourceName: 'APIGW',
      httpSourceId: '123456789012:abc:prod',
      ruleGroupList: [],
      nonTerminatingMatchingRules: [],
      responseCodeSent: null,
      requestBodySize: 12,
      requestBodySizeInspectedByWAF: 12,
      httpRequest: {
        clientIp: '127.0.0.1',
        country: 'CH',
        uri: '/secret/path',
        args: 'q=secret',
        httpMethod: 'POST',
        host: 'example.com',
      },
    });
    expect(text).not.toContain("'1'");
  });

  test('leaves out what is redacted', () => {
    const redacted = [
      { SingleHeader: { Name: 'authorization' } },
      { QueryString: {} },
      { UriPath: {} },
      { Method: {} },
    ];
    const { httpRequest } = record(attack, { redacted });
    expect(httpRequest).toMatchObject({
      uri: 'REDACTED',
      args: 'REDACTED',
      httpMethod: 'REDACTED',
      headers: [
        { name: 'Authorization', value: 'REDACTED' },
        { name: 'Host', value: 'h' },
      ],
    });
  });

  test('names rates, labels, and what was too long', () => {
    for (let at = 0; at < 10; at++) judge({ rawPath: '/rate' });
    expect(record({ rawPath: '/rate/mark', body: 'x'.repeat(20_000) })).toMatchObject({
      terminatingRuleType: 'RATE_BASED',
      responseCodeSent: 429,
      rateBasedRuleList: [
        {
          rateBasedRuleId: 'id/rate',
          rateBasedRuleName: 'rate',
          limitKey: 'IP',
          maxRateAllowed: 10,
          evaluationWindowSec: '300',
        },
      ],
      nonTerminatingMatchingRules: [{ ruleId: 'mark', action: 'COUNT', ruleMatchDetails: [] }],
      labels: [{ name: 'awswaf:123456789012:webacl:acl:seen' }],
      oversizeFields: ['REQUEST_BODY'],
      requestBodySize: 20_000,
      requestBodySizeInspectedByWAF: 16_384,
    });
  });
});

describe('a filter', () => {
  const filter = (
    requirement: 'MEETS_ALL' | 'MEETS_ANY',
    ...conditions: readonly { action?: string; label?: string }[]
  ): LoggingFilter => ({
    defaultBehavior: 'DROP',
    filters: [{ behavior: 'KEEP', requirement, conditions }],
  });
  const seen = { label: 'awswaf:123456789012:webacl:acl:seen' };
  const block = { action: 'BLOCK' };

  test.each<[string, LoggingFilter | undefined, Sent, boolean]>([
    ['none', undefined, {}, true],
    ['another action', filter('MEETS_ANY', block), {}, false],
    ['the action', filter('MEETS_ANY', block), { body: "' or 1=1--" }, true],
    ['a counting rule', filter('MEETS_ANY', { action: 'COUNT' }), { rawPath: '/mark' }, true],
    ['no counting rule', filter('MEETS_ANY', { action: 'COUNT' }), {}, false],
    ['a label', filter('MEETS_ANY', block, seen), { rawPath: '/mark' }, true],
    ['one of two that are needed', filter('MEETS_ALL', block, seen), { rawPath: '/mark' }, false],
    ['both', filter('MEETS_ALL', block, seen), { rawPath: '/mark', body: "' or 1=1--" }, true],
    ['nothing overridden', filter('MEETS_ANY', { action: 'EXCLUDED_AS_COUNT' }), { rawPath: '/mark' }, false],
  ])('with %s', (_what, filterOrNone, sent, expected) => {
    expect(keeps(filterOrNone, judge(sent))).toBe(expected);
  });

  test('the first that fits decides', () => {
    const dropsMarks: LoggingFilter = {
      defaultBehavior: 'KEEP',
      filters: [
        { behavior: 'DROP', requirement: 'MEETS_ANY', conditions: [seen] },
        { behavior: 'KEEP', requirement: 'MEETS_ANY', conditions: [{ action: 'ALLOW' }] },
      ],
    };
    expect(keeps(dropsMarks, judge({ rawPath: '/mark' }))).toBe(false);
    expect(keeps(dropsMarks, judge({}))).toBe(true);
  });
});
