import * as waf from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEdgeCloud, type EdgeCloud } from '../../apigateway/testing/edge-cloud.ts';
import { wafv2 } from '../index.ts';
import { REGEX_PATTERN_SET, RULE_GROUP } from '../resources/tokens.ts';
import {
  associate,
  contains,
  declareIpSet,
  declareWebAcl,
  groupRule,
  logTo,
  managedRule,
  rule,
  visibility,
} from '../testing/declare-waf.ts';

let edge: EdgeCloud;
let client: waf.WAFV2Client;
let arns: Readonly<
  Record<'webAcl' | 'other' | 'stage' | 'bare' | 'ipSet' | 'patterns' | 'group' | 'logs' | 'reader', string>
>;
let ids: Readonly<Record<'webAcl' | 'ipSet' | 'patterns' | 'group', string>>;
let url: string;
const REGIONAL = { Scope: 'REGIONAL' as const };

beforeAll(async () => {
  edge = await startEdgeCloud(
    (declare) => {
      const { stack } = declare;
      const api = declare.api();
      declare.proxy(api, 'GET', 'a', 'fn');
      const stage = declare.stage(api);
      const bare = declare.stage(api, { stageName: 'bare' }, 'deployment-2');
      const ipSet = declareIpSet(stack, 'office', '192.0.2.0/24', '198.51.100.7/32');
      const patterns = stack.resource(REGEX_PATTERN_SET, 'patterns', {
        name: 'patterns',
        scope: 'REGIONAL',
        description: 'Numbers',
        regularExpressions: [{ regexString: '^[0-9]+$' }],
      });
      const group = stack.resource(RULE_GROUP, 'group', {
        name: 'group',
        scope: 'REGIONAL',
        capacity: 50,
        visibilityConfig: visibility('group'),
        rules: [rule('inner', 0, contains('inner', { queryString: {} }))],
      });
      const webAcl = declareWebAcl(
        stack,
        'acl',
        [
          rule('office', 0, { ipSetReferenceStatement: { arn: ipSet } }, { action: { allow: {} } }),
          rule('number', 1, {
            regexPatternSetReferenceStatement: {
              arn: String(patterns.outputs['arn']),
              fieldToMatch: { singleQueryArgument: { name: 'n' } },
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          }),
          groupRule('group', 2, { ruleGroupReferenceStatement: { arn: String(group.outputs['arn']) } }),
          rule('rate', 3, { rateBasedStatement: { limit: 10, aggregateKeyType: 'IP' } }),
          rule(
            'shared',
            4,
            {
              rateBasedStatement: {
                limit: 10,
                aggregateKeyType: 'CUSTOM_KEYS',
                customKeys: [{ httpMethod: {} }, { uriPath: { textTransformations: [{ priority: 0, type: 'NONE' }] } }],
              },
            },
            { action: { count: {} } },
          ),
          managedRule('common', 5, 'AWSManagedRulesCommonRuleSet'),
        ],
        {
          description: 'The API',
          tags: { team: 'a' },
          associationConfig: { requestBodies: [{ apiGateway: { defaultSizeInspectionLimit: 'KB_64' } }] },
        },
      );
      const other = declareWebAcl(stack, 'bcl', []);
      associate(stack, webAcl, stage);
      const logs = declare.logGroup('aws-waf-logs-operations');
      logTo(stack, webAcl, logs, {
        redactedFields: [{ singleHeader: { name: 'authorization' } }],
        loggingFilter: {
          defaultBehavior: 'DROP',
          filters: [
            { behavior: 'KEEP', requirement: 'MEETS_ANY', conditions: [{ actionCondition: { action: 'BLOCK' } }] },
          ],
        },
      });
      const reader = declare.role('reader', 'lambda.amazonaws.com', [
        {
          Effect: 'Allow',
          Action: 'wafv2:GetWebACL',
          Resource: String(webAcl.outputs['arn']),
          Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
        },
      ]);
      const arn = (of: { readonly outputs: Readonly<Record<string, unknown>> }): string => String(of.outputs['arn']);
      arns = {
        webAcl: arn(webAcl),
        other: arn(other),
        stage: arn(stage),
        bare: arn(bare),
        ipSet,
        patterns: arn(patterns),
        group: arn(group),
        logs: arn(logs),
        reader: arn(reader),
      };
      ids = { webAcl: webAcl.id, ipSet: ipSet.split('/').at(-1) ?? '', patterns: patterns.id, group: group.id };
      url = `${String(stage.outputs['invokeUrl'])}/a`;
    },
    { services: [wafv2] },
  );
  edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: '' }));
  edge.lambda.allow('fn', '*');
  client = new waf.WAFV2Client(edge.cloud.deployer());
});

afterAll(() => edge.cloud.close());

test('GetWebACL tells what was declared, by name and id and by ARN', async () => {
  const byName = await client.send(new waf.GetWebACLCommand({ ...REGIONAL, Name: 'acl', Id: ids.webAcl }));
  expect(byName.WebACL).toMatchObject({
    Name: 'acl',
    ARN: arns.webAcl,
    Description: 'The API',
    Capacity: 1 + 25 + 50 + 2 + 62 + 700,
    DefaultAction: { Allow: {} },
    LabelNamespace: 'awswaf:123456789012:webacl:acl:',
    AssociationConfig: { RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: 'KB_64' } } },
    VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'acl', SampledRequestsEnabled: true },
  });
  expect(byName.WebACL?.Rules?.map(({ Name }) => Name)).toEqual([
    'office',
    'number',
    'group',
    'rate',
    'shared',
    'common',
  ]);
  expect(byName.WebACL?.Rules?.[0]).toMatchObject({
    Statement: { IPSetReferenceStatement: { ARN: arns.ipSet } },
    Action: { Allow: {} },
  });
  expect(byName.LockToken).toMatch(/^[0-9a-f-]{36}$/);
  const byArn = await client.send(new waf.GetWebACLCommand({ ARN: arns.webAcl }));
  expect(byArn.WebACL).toEqual(byName.WebACL);
  await expect(
    client.send(new waf.GetWebACLCommand({ ...REGIONAL, Name: 'acl', Id: ids.group })),
  ).rejects.toMatchObject({
    name: 'WAFNonexistentItemException',
  });
});

test('a role sees what its policy says', async () => {
  const reader = new waf.WAFV2Client(edge.cloud.role(arns.reader));
  await expect(reader.send(new waf.GetWebACLCommand({ ARN: arns.webAcl }))).resolves.toBeDefined();
  await expect(reader.send(new waf.GetWebACLCommand({ ARN: arns.other }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  await expect(reader.send(new waf.ListWebACLsCommand(REGIONAL))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('what protects what can be asked both ways', async () => {
  const of = async (ResourceArn: string): Promise<string | undefined> =>
    (await client.send(new waf.GetWebACLForResourceCommand({ ResourceArn }))).WebACL?.Name;
  expect([await of(arns.stage), await of(arns.bare)]).toEqual(['acl', undefined]);
  const resources = async (type?: waf.ResourceType): Promise<string[] | undefined> =>
    (
      await client.send(
        new waf.ListResourcesForWebACLCommand({ WebACLArn: arns.webAcl, ...(type && { ResourceType: type }) }),
      )
    ).ResourceArns;
  expect([await resources('API_GATEWAY'), await resources()]).toEqual([[arns.stage], []]);
});

describe('lists', () => {
  test('come in pages', async () => {
    const first = await client.send(new waf.ListWebACLsCommand({ ...REGIONAL, Limit: 1 }));
    expect(first.WebACLs?.map(({ ARN }) => ARN)).toEqual([arns.webAcl]);
    const second = await client.send(
      new waf.ListWebACLsCommand({ ...REGIONAL, Limit: 1, NextMarker: first.NextMarker }),
    );
    expect(second.WebACLs?.map(({ ARN }) => ARN)).toEqual([arns.other]);
    expect(second.NextMarker).toBeUndefined();
  });

  test('name everything that is declared', async () => {
    const { IPSets } = await client.send(new waf.ListIPSetsCommand(REGIONAL));
    const { RegexPatternSets } = await client.send(new waf.ListRegexPatternSetsCommand(REGIONAL));
    const { RuleGroups } = await client.send(new waf.ListRuleGroupsCommand(REGIONAL));
    expect([IPSets?.[0]?.ARN, RegexPatternSets?.[0]?.ARN, RuleGroups?.[0]?.ARN]).toEqual([
      arns.ipSet,
      arns.patterns,
      arns.group,
    ]);
  });

  test('know regions only', async () => {
    await expect(client.send(new waf.ListWebACLsCommand({ Scope: 'CLOUDFRONT' }))).rejects.toThrow(
      /does not support the scope CLOUDFRONT/,
    );
    const elsewhere = new waf.WAFV2Client(edge.cloud.deployer('eu-west-1'));
    expect((await elsewhere.send(new waf.ListWebACLsCommand(REGIONAL))).WebACLs).toEqual([]);
  });
});

test('sets and groups tell what is in them', async () => {
  const { IPSet } = await client.send(new waf.GetIPSetCommand({ ...REGIONAL, Name: 'office', Id: ids.ipSet }));
  expect(IPSet).toMatchObject({ IPAddressVersion: 'IPV4', Addresses: ['192.0.2.0/24', '198.51.100.7/32'] });
  const { RegexPatternSet } = await client.send(
    new waf.GetRegexPatternSetCommand({ ...REGIONAL, Name: 'patterns', Id: ids.patterns }),
  );
  expect(RegexPatternSet).toMatchObject({
    Description: 'Numbers',
    RegularExpressionList: [{ RegexString: '^[0-9]+$' }],
  });
  const { RuleGroup } = await client.send(new waf.GetRuleGroupCommand({ ARN: arns.group }));
  const statement = RuleGroup?.Rules?.[0]?.Statement?.ByteMatchStatement;
  expect(RuleGroup).toMatchObject({ Capacity: 50, LabelNamespace: 'awswaf:123456789012:rulegroup:group:' });
  expect(Buffer.from(statement?.SearchString ?? []).toString()).toBe('inner');
});

test('GetLoggingConfiguration and ListLoggingConfigurations', async () => {
  const { LoggingConfiguration } = await client.send(
    new waf.GetLoggingConfigurationCommand({ ResourceArn: arns.webAcl }),
  );
  expect(LoggingConfiguration).toMatchObject({
    ResourceArn: arns.webAcl,
    LogDestinationConfigs: [arns.logs],
    RedactedFields: [{ SingleHeader: { Name: 'authorization' } }],
    LoggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [{ Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] }],
    },
  });
  const { LoggingConfigurations } = await client.send(new waf.ListLoggingConfigurationsCommand(REGIONAL));
  expect(LoggingConfigurations).toEqual([LoggingConfiguration]);
  await expect(client.send(new waf.GetLoggingConfigurationCommand({ ResourceArn: arns.other }))).rejects.toMatchObject({
    name: 'WAFNonexistentItemException',
  });
});

describe('CheckCapacity', () => {
  const check = (Statement: waf.Statement): Promise<number | undefined> =>
    client
      .send(
        new waf.CheckCapacityCommand({
          ...REGIONAL,
          Rules: [
            {
              Name: 'r',
              Priority: 0,
              Action: { Block: {} },
              Statement,
              VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'm', SampledRequestsEnabled: true },
            },
          ],
        }),
      )
      .then(({ Capacity }) => Capacity);
  const TextTransformations = [{ Priority: 0, Type: 'LOWERCASE' as const }];

  test('adds up what statements cost', async () => {
    const match: waf.Statement = {
      ByteMatchStatement: {
        SearchString: Buffer.from('x'),
        PositionalConstraint: 'CONTAINS',
        FieldToMatch: { AllQueryArguments: {} },
        TextTransformations,
      },
    };
    expect(await check(match)).toBe(30);
    // The transformation of one component is paid once.
    expect(await check({ OrStatement: { Statements: [match, { NotStatement: { Statement: match } }] } })).toBe(50);
  });

  test('says what is wrong with rules', async () => {
    await expect(check({})).rejects.toMatchObject({ name: 'WAFInvalidParameterException' });
    const RegexMatchStatement = { RegexString: '(?=a)', FieldToMatch: { UriPath: {} }, TextTransformations };
    await expect(check({ RegexMatchStatement })).rejects.toThrow(/takes no lookahead/);
  });
});

test('managed rule groups are listed and described', async () => {
  const { ManagedRuleGroups } = await client.send(new waf.ListAvailableManagedRuleGroupsCommand(REGIONAL));
  expect(ManagedRuleGroups).toContainEqual({
    VendorName: 'AWS',
    Name: 'AWSManagedRulesSQLiRuleSet',
    VersioningSupported: false,
  });
  const command = { ...REGIONAL, VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' };
  const described = await client.send(new waf.DescribeManagedRuleGroupCommand(command));
  expect(described).toMatchObject({ Capacity: 700, LabelNamespace: 'awswaf:managed:aws:core-rule-set:' });
  expect(described.Rules).toContainEqual({ Name: 'NoUserAgent_HEADER', Action: { Block: {} } });
  await expect(
    client.send(new waf.DescribeManagedRuleGroupCommand({ ...command, Name: 'Nope' })),
  ).rejects.toMatchObject({
    name: 'WAFNonexistentItemException',
  });
});

test('ListTagsForResource', async () => {
  const { TagInfoForResource } = await client.send(new waf.ListTagsForResourceCommand({ ResourceARN: arns.webAcl }));
  expect(TagInfoForResource).toEqual({ ResourceARN: arns.webAcl, TagList: [{ Key: 'team', Value: 'a' }] });
});

test('requests leave samples, and rates the addresses that are over them', async () => {
  const keys = (RuleName: string): Promise<waf.GetRateBasedStatementManagedKeysCommandOutput> =>
    client.send(
      new waf.GetRateBasedStatementManagedKeysCommand({
        ...REGIONAL,
        WebACLName: 'acl',
        WebACLId: ids.webAcl,
        RuleName,
      }),
    );
  const headers = { 'user-agent': 'spec' };
  expect((await edge.send({ url: `${url}?x=inner`, headers })).status).toBe(403);
  expect((await edge.send({ url: `${url}?n=12`, headers })).status).toBe(403);
  expect((await edge.send({ url: `${url}?n=a12`, headers })).status).toBe(200);
  expect((await keys('rate')).ManagedKeysIPV4?.Addresses).toEqual([]);
  for (let at = 0; at < 11; at++) await edge.send({ url, headers });
  expect((await keys('rate')).ManagedKeysIPV4?.Addresses).toEqual(['127.0.0.1/32']);
  await expect(keys('shared')).rejects.toMatchObject({ name: 'WAFUnsupportedAggregateKeyTypeException' });

  const now = edge.cloud.clock.now();
  const TimeWindow = { StartTime: new Date(now - 1000), EndTime: new Date(now + 1000) };
  const sampled = await client.send(
    new waf.GetSampledRequestsCommand({
      ...REGIONAL,
      WebAclArn: arns.webAcl,
      RuleMetricName: 'group',
      MaxItems: 10,
      TimeWindow,
    }),
  );
  expect(sampled.SampledRequests).toMatchObject([
    {
      Action: 'BLOCK',
      RuleNameWithinRuleGroup: 'inner',
      Request: { URI: '/test/a?x=inner', Method: 'GET', ClientIP: '127.0.0.1' },
    },
  ]);
});

test('what would change infrastructure is refused', async () => {
  await expect(client.send(new waf.DisassociateWebACLCommand({ ResourceArn: arns.stage }))).rejects.toMatchObject({
    name: 'InfrastructureIsDeclared',
  });
});
