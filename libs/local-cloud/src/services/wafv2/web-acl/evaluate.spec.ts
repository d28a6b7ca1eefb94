import { describe, expect, test } from '@jest/globals';
import type { Statement } from '../statements/statement.ts';
import { compile, contains, request, rule, type Sent, type World } from '../testing/web-acl.ts';
import { evaluate } from './evaluate.ts';
import type { Verdict } from './verdict.ts';

const path = (text: string): Statement => contains(text, { UriPath: {} });
const label = (Scope: 'LABEL' | 'NAMESPACE', Key: string): Statement => ({ LabelMatchStatement: { Scope, Key } });
const PREFIX = 'awswaf:123456789012:webacl:acl:';

function judge(
  rules: Parameters<typeof compile>[0],
  sent: Sent,
  world: World = {},
  more: Parameters<typeof compile>[2] = {},
): Verdict {
  return evaluate(compile(rules, world, more), request(sent), 0);
}
const decides = ({ action, terminating }: Verdict): string => `${action} ${terminating?.name ?? 'default'}`;

test('rules stand in the order of their priorities, and the first to decide decides', () => {
  const rules = [rule('late', 9, path('/a')), rule('early', 1, path('/a/b'), { Action: { Allow: {} } })];
  expect(decides(judge(rules, { rawPath: '/a/b' }))).toBe('ALLOW early');
  expect(decides(judge(rules, { rawPath: '/a' }))).toBe('BLOCK late');
  expect(decides(judge(rules, { rawPath: '/c' }))).toBe('ALLOW default');
  expect(decides(judge(rules, { rawPath: '/c' }, {}, { defaultAction: { Block: {} } }))).toBe('BLOCK default');
});

describe('labels', () => {
  const mark = rule('mark', 0, path('/a'), { Action: { Count: {} }, RuleLabels: [{ Name: 'kind:one' }] });

  test.each<[string, Statement, boolean]>([
    ['by name', label('LABEL', 'kind:one'), true],
    ['by whole name', label('LABEL', `${PREFIX}kind:one`), true],
    ['by the name without its namespaces', label('LABEL', 'one'), true],
    ['by part of a name', label('LABEL', 'ne'), false],
    ['by a namespace for a name', label('LABEL', 'kind'), false],
    ['by whole name, cut short', label('LABEL', `${PREFIX}one`), false],
    ['by the name for a namespace', label('NAMESPACE', 'one:'), false],
    ['by namespace', label('NAMESPACE', 'kind:'), true],
    ['by whole namespace', label('NAMESPACE', `${PREFIX}kind:`), true],
    ['by another namespace', label('NAMESPACE', 'kin:'), false],
  ])('are found by later rules %s', (_how, statement, expected) => {
    const verdict = judge([mark, rule('r', 1, statement)], { rawPath: '/a' });
    expect(decides(verdict)).toBe(expected ? 'BLOCK r' : 'ALLOW default');
    expect(verdict.labels).toEqual([`${PREFIX}kind:one`]);
    expect(verdict.counted.map((each) => each.rule.name)).toEqual(['mark']);
  });

  test('are not there before the rule that adds them, nor if it does not match', () => {
    expect(
      decides(judge([{ ...mark, Priority: 5 }, rule('r', 1, label('LABEL', 'kind:one'))], { rawPath: '/a' })),
    ).toBe('ALLOW default');
    expect(decides(judge([mark, rule('r', 1, label('LABEL', 'kind:one'))], { rawPath: '/b' }))).toBe('ALLOW default');
  });

  test('tell where a request comes from once a rule has asked', () => {
    const geo = rule('geo', 0, { GeoMatchStatement: { CountryCodes: ['NZ'] } });
    const world: World = { locations: { '192.0.2.1': { country: 'CH', region: 'BE' } } };
    const swiss = rule('swiss', 1, label('LABEL', 'awswaf:clientip:geo:region:CH-BE'));
    expect(decides(judge([geo, swiss], { sourceIp: '192.0.2.1' }, world))).toBe('BLOCK swiss');
    expect(judge([geo], { sourceIp: '203.0.113.1' }, world).labels).toEqual([
      'awswaf:clientip:geo:country:XX',
      'awswaf:clientip:geo:region:XX-XX',
    ]);
  });
});

describe('a group', () => {
  const world: World = {
    groups: {
      group: [
        rule('counts', 0, path('/c'), { Action: { Count: {} }, RuleLabels: [{ Name: 'c' }] }),
        rule('blocks', 1, path('/b'), { RuleLabels: [{ Name: 'b' }] }),
        rule('allows', 2, path('/a'), { Action: { Allow: {} } }),
      ],
    },
  };
  const reference = (more: object = {}, statement: object = {}) => {
    const { Action: _action, ...rest } = rule('ref', 0, {
      RuleGroupReferenceStatement: { ARN: 'group', ...statement },
    });
    return { ...rest, OverrideAction: { None: {} }, ...more };
  };
  const after = rule('after', 1, label('LABEL', 'awswaf:123456789012:rulegroup:group:b'), { Action: { Count: {} } });

  test('decides with the first of its rules that does, and labels with its own prefix', () => {
    const verdict = judge([reference(), after], { rawPath: '/c/b/a' }, world);
    expect(decides(verdict)).toBe('BLOCK ref');
    expect(verdict.labels).toEqual(['c', 'b'].map((name) => `awswaf:123456789012:rulegroup:group:${name}`));
    expect(verdict.groups).toMatchObject([
      {
        groupId: 'group',
        terminating: { name: 'blocks', action: 'BLOCK' },
        counted: [{ name: 'counts', action: 'COUNT' }],
      },
    ]);
    expect(decides(judge([reference()], { rawPath: '/a' }, world))).toBe('ALLOW ref');
    expect(decides(judge([reference()], { rawPath: '/x' }, world))).toBe('ALLOW default');
  });

  test('only counts if the reference says so, and leaves its labels', () => {
    const verdict = judge([reference({ OverrideAction: { Count: {} } }), after], { rawPath: '/b' }, world);
    expect(decides(verdict)).toBe('ALLOW default');
    expect(verdict.counted.map((each) => each.rule.name)).toEqual(['ref', 'after']);
    expect(verdict.groups[0]?.terminating).toMatchObject({ name: 'blocks', action: 'BLOCK' });
  });

  test('does with a rule what the reference says instead', () => {
    const RuleActionOverrides = [
      { Name: 'blocks', ActionToUse: { Count: {} } },
      { Name: 'counts', ActionToUse: { Block: { CustomResponse: { ResponseCode: 429 } } } },
    ];
    const of = (rawPath: string): Verdict => judge([reference({}, { RuleActionOverrides })], { rawPath }, world);
    expect(decides(of('/b'))).toBe('ALLOW default');
    expect(of('/b').groups[0]?.counted).toMatchObject([{ name: 'blocks', action: 'COUNT', overridden: 'BLOCK' }]);
    expect(of('/c')).toMatchObject({ action: 'BLOCK', response: { status: 429 } });
  });
});

describe('rates', () => {
  const rated = (more: object): Statement => ({
    RateBasedStatement: { Limit: 10, EvaluationWindowSec: 60, AggregateKeyType: 'IP', ...more },
  });
  /** How many of 15 requests are let through. */
  const passed = (statement: Statement, sent: (at: number) => Sent, world: World = {}): number => {
    const webAcl = compile([rule('rate', 0, statement)], world);
    return Array.from({ length: 15 }, (_, at) => evaluate(webAcl, request(sent(at)), at).action).filter(
      (each) => each === 'ALLOW',
    ).length;
  };

  test.each<[string, object, (at: number) => Sent, number]>([
    ['by address', {}, () => ({}), 10],
    ['by address, from two', {}, (at) => ({ sourceIp: `192.0.2.${at % 2}` }), 15],
    ['of what is in scope', { ScopeDownStatement: path('/a') }, (at) => ({ rawPath: at < 8 ? '/a' : '/b' }), 15],
    [
      'all together',
      { AggregateKeyType: 'CONSTANT', ScopeDownStatement: path('/') },
      (at) => ({ sourceIp: `192.0.2.${at}` }),
      10,
    ],
    [
      'by forwarded address',
      { AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig: { HeaderName: 'X-F', FallbackBehavior: 'NO_MATCH' } },
      (at) => ({ headers: [['x-f', `192.0.2.1, 192.0.2.${at}`]], sourceIp: `198.51.100.${at}` }),
      10,
    ],
    [
      'of forwarded addresses that are none, with a fallback',
      { AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig: { HeaderName: 'X-F', FallbackBehavior: 'MATCH' } },
      () => ({ headers: [['x-f', 'unknown']] }),
      0,
    ],
    [
      'by a header in lower case and the method',
      {
        AggregateKeyType: 'CUSTOM_KEYS',
        CustomKeys: [
          { Header: { Name: 'Key', TextTransformations: [{ Priority: 0, Type: 'LOWERCASE' }] } },
          { HTTPMethod: {} },
        ],
      },
      (at) => ({ headers: [['key', at % 2 === 0 ? 'A' : 'a']] }),
      10,
    ],
    [
      'not of requests without the key',
      {
        AggregateKeyType: 'CUSTOM_KEYS',
        CustomKeys: [{ Cookie: { Name: 'id', TextTransformations: [] } }, { IP: {} }],
      },
      () => ({}),
      15,
    ],
    [
      'by argument, query and path',
      {
        AggregateKeyType: 'CUSTOM_KEYS',
        CustomKeys: [
          { QueryArgument: { Name: 'n', TextTransformations: [] } },
          { UriPath: { TextTransformations: [{ Priority: 0, Type: 'NORMALIZE_PATH' }] } },
        ],
      },
      (at) => ({ rawQuery: `n=1&at=${at}`, rawPath: at % 2 === 0 ? '/a' : '/./a' }),
      10,
    ],
  ])('%s', (_how, more, sent, expected) => {
    expect(passed(rated(more), sent)).toBe(expected);
  });

  test('by label', () => {
    const webAcl = compile([
      rule('mark', 0, path('/a'), { Action: { Count: {} }, RuleLabels: [{ Name: 'who:a' }] }),
      rule(
        'rate',
        1,
        rated({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ LabelNamespace: { Namespace: 'who:' } }] }),
      ),
    ]);
    const send = (rawPath: string) =>
      Array.from({ length: 12 }, (_, at) => evaluate(webAcl, request({ rawPath }), at).action);
    expect(send('/a').filter((each) => each === 'BLOCK')).toHaveLength(2);
    expect(send('/b').filter((each) => each === 'BLOCK')).toHaveLength(0);
  });
});

describe('headers put in', () => {
  const insert = (name: string) => ({ CustomRequestHandling: { InsertHeaders: [{ Name: name, Value: 'v' }] } });

  test('by counting rules and by what allows, not for a blocked request', () => {
    const count = rule('count', 0, path('/'), { Action: { Count: insert('one') } });
    const allow = rule('allow', 1, path('/a'), { Action: { Allow: insert('two') } });
    const block = rule('block', 2, path('/b'));
    const names = (rawPath: string): string[] =>
      judge([count, allow, block], { rawPath }).insertHeaders.map(({ Name }) => Name);
    expect(names('/a')).toEqual(['x-amzn-waf-one', 'x-amzn-waf-two']);
    expect(names('/c')).toEqual(['x-amzn-waf-one']);
    expect(names('/b')).toEqual([]);
  });
});
