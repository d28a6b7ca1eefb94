import { describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { catalogueOf } from '../../../kernel/catalogue.ts';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { apigateway } from '../../apigateway/index.ts';
import { logs } from '../../logs/index.ts';
import { wafv2 } from '../index.ts';
import { declareIpSet, declareWebAcl, groupRule, logTo, managedRule } from '../testing/declare-waf.ts';
import { REGEX_PATTERN_SET, RULE_GROUP } from './tokens.ts';
import { ipSet } from './ip-set.ts';
import { webAcl } from './web-acl.ts';

const visibilityConfig = { cloudwatchMetricsEnabled: true, metricName: 'm', sampledRequestsEnabled: false };
const acl = (inputs: Properties = {}): Properties => ({
  name: 'acl',
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibilityConfig,
  ...inputs,
});
const none = [{ priority: 0, type: 'NONE' }];
const byte = (searchString = 'x', fieldToMatch: Properties = { uriPath: {} }): Properties => ({
  byteMatchStatement: { searchString, positionalConstraint: 'CONTAINS', fieldToMatch, textTransformations: none },
});
const rule = (statement: Properties, inputs: Properties = {}): Properties => ({
  name: 'r',
  priority: 0,
  action: { block: {} },
  statement,
  visibilityConfig,
  ...inputs,
});

async function deployed(declare: (stack: Declaration) => void): Promise<Properties[]> {
  const cloud = await startTestCloud(undefined, { services: [apigateway, logs, wafv2] });
  try {
    return (await cloud.deploy(declare)).resources.map(({ outputs }) => outputs);
  } finally {
    await cloud.close();
  }
}
const deploy = (inputs: Properties, more: (stack: Declaration) => void = () => undefined): Promise<Properties[]> =>
  deployed((stack) => {
    more(stack);
    stack.resource(webAcl.token, 'acl', inputs);
  });

describe('a web ACL', () => {
  test('has the ARN, the id and the capacity AWS gives it', async () => {
    const rules = [rule(byte()), rule({ geoMatchStatement: { countryCodes: ['CH'] } }, { name: 's', priority: 1 })];
    const [outputs] = await deploy(acl({ rules }));
    const id = String(outputs?.['id']);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(outputs).toMatchObject({
      arn: `arn:aws:wafv2:us-east-1:123456789012:regional/webacl/acl/${id}`,
      capacity: 11,
      lockToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(outputs?.['lockToken']).not.toBe(id);
  });

  test('takes labels with five namespaces, and names that only begin like reserved ones', async () => {
    const ruleLabels = ['a:b:c:d:e:name', 'awsome:x-managed', 'x'.repeat(128)].map((name) => ({ name }));
    await expect(deploy(acl({ rules: [rule(byte(), { ruleLabels })] }))).resolves.toHaveLength(1);
  });

  test('takes every statement under the name the provider gives it', () => {
    const catalogue = catalogueOf([wafv2]);
    const rules = JSON.stringify(catalogue.resource(webAcl.token)?.inputs.properties['rules']);
    for (const name of [
      ...['ipSetReferenceStatement', 'ipSetForwardedIpConfig', 'sqliMatchStatement', 'rateBasedStatement', 'arn'],
      ...['ruleActionOverrides', 'headerOrders', 'matchPatterns', 'matchPattern', 'cloudwatchMetricsEnabled'],
      ...['forwardedIpConfig', 'httpMethod', 'forwardedIp', 'insertHeaders', 'scopeDownStatement', 'allQueryArguments'],
    ])
      expect(rules).toContain(`"${name}":`);
  });

  test.each<[string, Properties, RegExp]>([
    ['two rules of one name', { rules: [rule(byte()), rule(byte(), { priority: 1 })] }, /same rule name twice/],
    ['two rules of one priority', { rules: [rule(byte()), rule(byte(), { name: 's' })] }, /same rule priority twice/],
    ['a rule without action', { rules: [rule(byte(), { action: {} })] }, /none or multiple values/],
    [
      'a statement of two kinds',
      { rules: [rule({ ...byte(), geoMatchStatement: { countryCodes: ['CH'] } })] },
      /STATEMENT/,
    ],
    ['a search string of 201 bytes', { rules: [rule(byte('é'.repeat(101)))] }, /SearchString/],
    ...[
      ...['aws:a', 'a:managed', 'webacl:b', 'awswaf', 'a::b', ':a', 'a:'],
      ...['x'.repeat(129), 'a:b:c:d:e:f:name'],
    ].map((name): [string, Properties, RegExp] => [
      `the label ${name.slice(0, 20)}`,
      { rules: [rule(byte(), { ruleLabels: [{ name }] })] },
      /field: LABEL/,
    ]),
    [
      'a rate from which on all is allowed',
      { rules: [rule({ rateBasedStatement: { limit: 100, aggregateKeyType: 'IP' } }, { action: { allow: {} } })] },
      /RATE_BASED_STATEMENT/,
    ],
    ['two fields', { rules: [rule(byte('x', { uriPath: {}, method: {} }))] }, /FIELD_TO_MATCH/],
    [
      'an unknown managed group',
      {
        rules: [groupRule('r', 0, { managedRuleGroupStatement: { name: 'Nope', vendorName: 'AWS' } })],
      },
      /does not have the managed rule group AWS Nope/,
    ],
    [
      'a response body nobody wrote',
      {
        rules: [
          rule(byte(), { action: { block: { customResponse: { responseCode: 418, customResponseBodyKey: 'k' } } } }),
        ],
      },
      /custom response body doesn’t exist/,
    ],
    [
      'an IP set nobody declared',
      {
        rules: [rule({ ipSetReferenceStatement: { arn: 'arn:aws:wafv2:us-east-1:123456789012:regional/ipset/a/b' } })],
      },
      /A reference in your rule statement is not valid/,
    ],
  ])('is refused with %s', async (_what, inputs, message) => {
    await expect(deploy(acl(inputs))).rejects.toThrow(message);
  });

  test('is refused over 5,000 units, and taken with 5,000', async () => {
    const xss = (at: number): Properties =>
      rule(
        { xssMatchStatement: { fieldToMatch: { body: {} }, textTransformations: none } },
        { name: `r${at}`, priority: at },
      );
    const rules = Array.from({ length: 125 }, (_, at) => xss(at));
    expect((await deploy(acl({ rules })))[0]).toMatchObject({ capacity: 5000 });
    await expect(deploy(acl({ rules: [...rules, rule(byte(), { name: 's', priority: 125 })] }))).rejects.toThrow(
      /WAFLimitsExceededException: .*use 5010 web ACL capacity units \(WCUs\) of 5000/,
    );
  });

  test('is worth a warning over 1,500 units, which are what its price includes', () => {
    expect(webAcl.warnings?.({ name: 'acl', capacity: 1500 })).toEqual([]);
    expect(webAcl.warnings?.({ name: 'acl', capacity: 1501 })).toEqual([
      'The rules of the web ACL acl use 1501 web ACL capacity units (WCUs): each request costs more beyond 1500.',
    ]);
  });

  test('takes an IP set of its program', async () => {
    let arn = '';
    await deployed((stack) => {
      arn = String(
        stack.resource(ipSet.token, 'ips', {
          name: 'ips',
          scope: 'REGIONAL',
          ipAddressVersion: 'IPV4',
          addresses: ['192.0.2.0/24'],
        }).outputs['arn'],
      );
      stack.resource(webAcl.token, 'acl', acl({ rules: [rule({ ipSetReferenceStatement: { arn } })] }));
    });
    expect(arn).toMatch(/:regional\/ipset\/ips\//);
  });
});

describe('rules in JSON', () => {
  const json = (Statement: object): string =>
    JSON.stringify([
      {
        Name: 'r',
        Priority: 0,
        Action: { Block: {} },
        Statement,
        VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'm', SampledRequestsEnabled: false },
      },
    ]);
  const match = {
    ByteMatchStatement: {
      SearchString: Buffer.from('x').toString('base64'),
      PositionalConstraint: 'CONTAINS',
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  };
  const nested = (depth: number): object => (depth === 0 ? match : { NotStatement: { Statement: nested(depth - 1) } });

  test('may be nested deeper than the provider’s', async () => {
    expect((await deploy(acl({ ruleJson: json(nested(6)) })))[0]).toMatchObject({ capacity: 10 });
  });

  test.each<[string, Properties, RegExp]>([
    [
      'an unknown member',
      { ruleJson: json({ MagicStatement: {} }) },
      /Rules\[0\]\.Statement\.MagicStatement is not supported/,
    ],
    ['a browser challenge', { ruleJson: json(match).replace('"Block"', '"Captcha"') }, /there is no browser challenge/],
    [
      'a word that is none of AWS’s',
      { ruleJson: json(match).replace('CONTAINS', 'INCLUDES') },
      /is not one of EXACTLY/,
    ],
    ['rules beside them', { ruleJson: json(match), rules: [rule(byte())] }, /conflicts with rules/],
  ])('are refused with %s', async (_what, inputs, message) => {
    await expect(deploy(acl(inputs))).rejects.toThrow(message);
  });
});

describe('an association', () => {
  const stageArn = (api: string): string => `arn:aws:apigateway:us-east-1::/restapis/${api}/stages/s`;

  test('is for a stage that is there, and one web ACL', async () => {
    const declare = (stages: number, acls: number) =>
      deployed((stack) => {
        const api = stack.resource('aws:apigateway/restApi:RestApi', 'api', {
          endpointConfiguration: { types: 'REGIONAL' },
        });
        const resourceId = String(api.outputs['rootResourceId']);
        const method = { restApi: api.id, resourceId, httpMethod: 'GET' };
        stack.resource('aws:apigateway/method:Method', 'm', { ...method, authorization: 'NONE' });
        stack.resource('aws:apigateway/integration:Integration', 'i', { ...method, type: 'MOCK' });
        const deployment = stack.resource('aws:apigateway/deployment:Deployment', 'd', { restApi: api.id });
        for (let at = 0; at < stages; at++)
          stack.resource('aws:apigateway/stage:Stage', 's', {
            restApi: api.id,
            deployment: deployment.id,
            stageName: 's',
          });
        for (let at = 0; at < acls; at++) {
          const webAclArn = String(declareWebAcl(stack, `acl${at}`, []).outputs['arn']);
          stack.resource('aws:wafv2/webAclAssociation:WebAclAssociation', `a${at}`, {
            webAclArn,
            resourceArn: stageArn(api.id),
          });
        }
      });
    await expect(declare(1, 1)).resolves.toBeDefined();
    await expect(declare(0, 1)).rejects.toThrow(/WAFNonexistentItemException/);
    await expect(declare(1, 2)).rejects.toThrow(/A resource has one web ACL/);
  });

  test('is refused for anything else', async () => {
    await expect(
      deployed((stack) => {
        const webAclArn = String(declareWebAcl(stack, 'acl', []).outputs['arn']);
        const resourceArn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/b';
        stack.resource('aws:wafv2/webAclAssociation:WebAclAssociation', 'a', { webAclArn, resourceArn });
      }),
    ).rejects.toThrow(/does not support a web ACL at/);
  });
});

describe('a logging configuration', () => {
  const logging = (name: string, more: Properties = {}): Promise<Properties[]> =>
    deployed((stack) => {
      const group = stack.resource('aws:cloudwatch/logGroup:LogGroup', 'g', { name });
      logTo(stack, declareWebAcl(stack, 'acl', []), group, more);
    });

  test('is for a log group whose name says what it is for', async () => {
    await expect(logging('aws-waf-logs-x')).resolves.toBeDefined();
    await expect(logging('waf-logs-x')).rejects.toThrow(/The ARN isn't valid/);
  });

  test('is refused without the group, for other destinations and with empty filters', async () => {
    const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
    const nowhere = [arn('logs', 'log-group:aws-waf-logs-y')];
    await expect(logging('aws-waf-logs-x', { logDestinationConfigs: nowhere })).rejects.toThrow(
      /aws-waf-logs-y does not exist/,
    );
    const firehose = [arn('firehose', 'deliverystream/aws-waf-logs-x')];
    await expect(logging('aws-waf-logs-x', { logDestinationConfigs: firehose })).rejects.toThrow(
      /does not deliver WAF logs to firehose/,
    );
    const loggingFilter = { defaultBehavior: 'KEEP', filters: [] };
    await expect(logging('aws-waf-logs-x', { loggingFilter })).rejects.toThrow(/LOGGING_FILTER/);
  });
});

describe('sets and groups', () => {
  const one = (token: string, inputs: Properties): Promise<Properties[]> =>
    deployed((stack) => void stack.resource(token, 'x', { name: 'x', scope: 'REGIONAL', ...inputs }));

  test.each(['192.0.2.1', '192.0.2.0/0', '192.0.2.0/33', '2001:db8::/32', 'x/8'])(
    '%s is no range of IPv4',
    async (address) => {
      await expect(deployed((stack) => void declareIpSet(stack, 'ips', address))).rejects.toThrow(/IP_ADDRESS/);
    },
  );

  test('a pattern must be one that AWS WAF takes', async () => {
    const patterns = (regexString: string): Promise<Properties[]> =>
      one(REGEX_PATTERN_SET, { regularExpressions: [{ regexString }] });
    await expect(patterns('^a+$')).resolves.toBeDefined();
    await expect(patterns('(a)\\1')).rejects.toThrow(/regular expression is not valid/);
  });

  test('a rule group keeps to its capacity', async () => {
    const group = (capacity: number): Promise<Properties[]> =>
      one(RULE_GROUP, { capacity, visibilityConfig, rules: [rule(byte())] });
    await expect(group(10)).resolves.toBeDefined();
    await expect(group(9)).rejects.toThrow(/use 10 web ACL capacity units \(WCUs\) of the 9/);
    const within = one(RULE_GROUP, {
      capacity: 900,
      visibilityConfig,
      rules: [managedRule('m', 0, 'AWSManagedRulesCommonRuleSet')],
    });
    await expect(within).rejects.toThrow(/A rule group can’t refer to another/);
  });
});
