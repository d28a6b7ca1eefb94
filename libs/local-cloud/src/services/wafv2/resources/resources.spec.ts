import { describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { catalogueOf } from '../../../kernel/catalogue.ts';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { apigateway } from '../../apigateway/index.ts';
import { logs } from '../../logs/index.ts';
import { wafv2 } from '../index.ts';
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
    ['two fields', { rules: [rule(byte('x', { uriPath: {}, method: {} }))] }, /FIELD_TO_MATCH/],
    [
      'an unknown managed group',
      {
        rules: [
          rule(
            { managedRuleGroupStatement: { name: 'Nope', vendorName: 'AWS' } },
            { action: undefined as never, overrideAction: { none: {} } },
          ),
        ],
      },
      /does not have the managed rule group AWS Nope/,
    ],
    ['a rate below 10', { rules: [rule({ rateBasedStatement: { limit: 9, aggregateKeyType: 'IP' } })] }, /Limit of r/],
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
