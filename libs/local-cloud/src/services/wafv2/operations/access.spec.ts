import { WAFV2 } from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { wafv2 } from '../index.ts';
import { REGEX_PATTERN_SET, RULE_GROUP } from '../resources/tokens.ts';
import { contains, declareIpSet, declareWebAcl, logTo, rule, visibility } from '../testing/declare-waf.ts';

type Send = (client: WAFV2) => Promise<unknown>;
interface Case {
  readonly action: string;
  readonly resource: string;
  readonly send: Send;
}

const STAGE = 'arn:aws:apigateway:us-east-1::/restapis/abc/stages/s';
let cloud: TestCloud;
let cases: readonly Case[];

beforeAll(async () => {
  cloud = await startTestCloud(
    (stack) => {
      const ips = declareIpSet(stack, 'ips', '192.0.2.0/24');
      const common = { scope: 'REGIONAL', name: 'x' };
      const patterns = stack.resource(REGEX_PATTERN_SET, 'x', {
        ...common,
        regularExpressions: [{ regexString: 'x' }],
      });
      const group = stack.resource(RULE_GROUP, 'x', { ...common, capacity: 1, visibilityConfig: visibility('x') });
      const rate = rule('rate', 0, { rateBasedStatement: { limit: 10, aggregateKeyType: 'IP' } });
      const webAcl = declareWebAcl(stack, 'acl', [rate, rule('r', 1, contains('x', { uriPath: {} }))]);
      logTo(stack, webAcl, stack.resource('aws:cloudwatch/logGroup:LogGroup', 'g', { name: 'aws-waf-logs-x' }));
      const arns = {
        ips,
        patterns: String(patterns.outputs['arn']),
        group: String(group.outputs['arn']),
        webAcl: String(webAcl.outputs['arn']),
      };
      cases = casesOf(arns);
      const roleOf = (name: string, statements: readonly object[]): void => {
        const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
        const document = (Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
        stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: document([trust]) });
        stack.resource('aws:iam/rolePolicy:RolePolicy', name, { name: 'p', role: name, policy: document(statements) });
      };
      roleOf(
        'exactly',
        cases.map(({ action, resource }) => ({ Effect: 'Allow', Action: action, Resource: resource })),
      );
      roleOf('but', [
        { Effect: 'Allow', Action: 'wafv2:*', Resource: '*' },
        ...cases.map(({ action, resource }) => ({ Effect: 'Deny', Action: action, Resource: resource })),
      ]);
    },
    { services: [logs, wafv2] },
  );
});

afterAll(() => cloud.close());

function casesOf(arns: Readonly<Record<'ips' | 'patterns' | 'group' | 'webAcl', string>>): readonly Case[] {
  const idOf = (arn: string): string => arn.split('/').at(-1) ?? '';
  const REGIONAL = { Scope: 'REGIONAL' as const };
  const one = (action: string, resource: string, send: Send): Case => ({
    action: `wafv2:${action}`,
    resource,
    send,
  });
  const window = { StartTime: new Date(0), EndTime: new Date(1) };
  return [
    one('CheckCapacity', '*', (client) => client.checkCapacity({ ...REGIONAL, Rules: [] })),
    one('DescribeManagedRuleGroup', '*', (client) =>
      client.describeManagedRuleGroup({ ...REGIONAL, VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' }),
    ),
    one('GetIPSet', arns.ips, (client) => client.getIPSet({ ...REGIONAL, Name: 'ips', Id: idOf(arns.ips) })),
    one('GetLoggingConfiguration', arns.webAcl, (client) =>
      client.getLoggingConfiguration({ ResourceArn: arns.webAcl }),
    ),
    one('GetRateBasedStatementManagedKeys', arns.webAcl, (client) =>
      client.getRateBasedStatementManagedKeys({
        ...REGIONAL,
        WebACLName: 'acl',
        WebACLId: idOf(arns.webAcl),
        RuleName: 'rate',
      }),
    ),
    one('GetRegexPatternSet', arns.patterns, (client) =>
      client.getRegexPatternSet({ ...REGIONAL, Name: 'x', Id: idOf(arns.patterns) }),
    ),
    one('GetRuleGroup', arns.group, (client) => client.getRuleGroup({ ARN: arns.group })),
    one('GetSampledRequests', arns.webAcl, (client) =>
      client.getSampledRequests({
        ...REGIONAL,
        WebAclArn: arns.webAcl,
        RuleMetricName: 'r',
        MaxItems: 1,
        TimeWindow: window,
      }),
    ),
    one('GetWebACL', arns.webAcl, (client) => client.getWebACL({ ARN: arns.webAcl })),
    one('GetWebACLForResource', STAGE, (client) => client.getWebACLForResource({ ResourceArn: STAGE })),
    one('ListAvailableManagedRuleGroups', '*', (client) => client.listAvailableManagedRuleGroups(REGIONAL)),
    one('ListIPSets', '*', (client) => client.listIPSets(REGIONAL)),
    one('ListLoggingConfigurations', '*', (client) => client.listLoggingConfigurations(REGIONAL)),
    one('ListRegexPatternSets', '*', (client) => client.listRegexPatternSets(REGIONAL)),
    one('ListResourcesForWebACL', arns.webAcl, (client) => client.listResourcesForWebACL({ WebACLArn: arns.webAcl })),
    one('ListRuleGroups', '*', (client) => client.listRuleGroups(REGIONAL)),
    one('ListTagsForResource', arns.group, (client) => client.listTagsForResource({ ResourceARN: arns.group })),
    one('ListWebACLs', '*', (client) => client.listWebACLs(REGIONAL)),
  ];
}

const clientOf = (role: string): WAFV2 => new WAFV2(cloud.role(`arn:aws:iam::123456789012:role/${role}`));

describe('every operation', () => {
  test('is here', () => {
    expect(cases.map(({ action }) => action.split(':')[1]).sort()).toEqual(
      wafv2.operations.map(({ name }) => name).sort(),
    );
  });

  test('is let in by its own action on its own resource', async () => {
    for (const { send } of cases) await expect(send(clientOf('exactly'))).resolves.toBeDefined();
  });

  test('is kept out by a denial of just that', async () => {
    for (const { send } of cases)
      await expect(send(clientOf('but'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
