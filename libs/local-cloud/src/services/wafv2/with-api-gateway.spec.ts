import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GATEWAY_RESPONSE } from '../apigateway/resources/gateway-response.ts';
import {
  logLines,
  startEdgeCloud,
  type EdgeCloud,
  type ProxyEvent,
  type Received,
} from '../apigateway/testing/edge-cloud.ts';
import { wafv2 } from './index.ts';
import { associate, contains, declareWebAcl, logTo, managedRule, rule } from './testing/declare-waf.ts';
import type { MetricSample } from '../../kernel/metrics.ts';

const LOG_GROUP = 'aws-waf-logs-spec';
const CARD = '4111111111111111';

let edge: EdgeCloud;
let guarded: string;
let open: string;
let arns: { readonly webAcl: string; readonly stage: string };
const samples: MetricSample[] = [];
const seen: ProxyEvent[] = [];

beforeAll(async () => {
  edge = await startEdgeCloud(
    (declare) => {
      const { stack } = declare;
      declare.account();
      const api = declare.api();
      declare.proxy(api, 'ANY', 'a', 'fn');
      declare.proxy(api, 'GET', 'watch', 'fn');
      stack.resource(GATEWAY_RESPONSE, 'waf', {
        restApiId: api.id,
        responseType: 'WAF_FILTERED',
        responseTemplates: { 'application/json': '{"blocked":"$context.webaclArn","as":"$context.wafResponseCode"}' },
      });
      const access = declare.logGroup('/access');
      const accessLogSettings = {
        destinationArn: String(access.outputs['arn']),
        format: '$context.requestId $context.status $context.waf.status $context.wafResponseCode $context.webaclArn',
      };
      const stage = declare.stage(api, { stageName: 'guarded', accessLogSettings });
      const other = declare.stage(api, { stageName: 'open', accessLogSettings }, 'deployment-2');
      const webAcl = declareWebAcl(
        stack,
        'acl',
        [
          rule('teapot', 0, contains('teapot', { queryString: {} }, 'LOWERCASE'), {
            action: {
              block: {
                customResponse: {
                  responseCode: 418,
                  customResponseBodyKey: 'tea',
                  responseHeaders: [{ name: 'x-tea', value: 'green' }],
                },
              },
            },
          }),
          rule('watched', 1, contains('watch', { uriPath: {} }), {
            action: { count: { customRequestHandling: { insertHeaders: [{ name: 'watched', value: 'yes' }] } } },
            ruleLabels: [{ name: 'seen:watched' }],
          }),
          rule('secret', 2, contains('forbidden', { body: { oversizeHandling: 'MATCH' } })),
          rule('rate', 3, {
            rateBasedStatement: {
              limit: 10,
              evaluationWindowSec: 60,
              aggregateKeyType: 'IP',
              scopeDownStatement: contains('/rated', { uriPath: {} }),
            },
          }),
          managedRule('common', 4, 'AWSManagedRulesCommonRuleSet', {
            ruleActionOverrides: [{ name: 'NoUserAgent_HEADER', actionToUse: { count: {} } }],
          }),
          managedRule('sqli', 5, 'AWSManagedRulesSQLiRuleSet'),
          managedRule('inputs', 6, 'AWSManagedRulesKnownBadInputsRuleSet'),
        ],
        { customResponseBodies: [{ key: 'tea', content: 'no coffee', contentType: 'TEXT_PLAIN' }] },
      );
      associate(stack, webAcl, stage);
      logTo(stack, webAcl, declare.logGroup(LOG_GROUP), {
        redactedFields: [{ singleHeader: { name: 'authorization' } }, { queryString: {} }],
      });
      guarded = String(stage.outputs['invokeUrl']);
      open = String(other.outputs['invokeUrl']);
      arns = { webAcl: String(webAcl.outputs['arn']), stage: String(stage.outputs['arn']) };
    },
    { services: [wafv2] },
  );
  edge.lambda.functions.set('fn', (event) => {
    seen.push(event);
    return { statusCode: 200, body: 'done' };
  });
  edge.lambda.allow('fn', '*');
  edge.cloud.cloud.host.metrics.onSample((sample) => samples.push(sample));
});

afterAll(() => edge.cloud.close());

const post = (url: string, body: string, headers: Record<string, string> = {}): Promise<Received> =>
  edge.send({
    url: `${url}/a`,
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'user-agent': 'spec', ...headers },
  });

interface LogRecord {
  readonly [member: string]: unknown;
  readonly httpRequest: Readonly<Record<string, unknown>> & {
    readonly headers: readonly { name: string; value: string }[];
  };
}
const records = async (): Promise<LogRecord[]> =>
  (await logLines(edge.cloud, LOG_GROUP)).map((line) => JSON.parse(line) as LogRecord);

describe('a stage with a web ACL', () => {
  test('lets an innocent request through, and logs it without its body', async () => {
    const reply = await post(guarded, JSON.stringify({ note: CARD, name: "O'Neil" }), {
      authorization: 'secret-token',
    });
    expect(reply).toMatchObject({ status: 200, body: 'done' });
    const record = (await records()).at(-1);
    expect(record).toMatchObject({
      formatVersion: 1,
      webaclId: arns.webAcl,
      action: 'ALLOW',
      terminatingRuleId: 'Default_Action',
      terminatingRuleType: 'REGULAR',
      httpSourceName: 'APIGW',
      httpSourceId: expect.stringMatching(/^123456789012:[a-z0-9]{10}:guarded$/),
      httpRequest: { clientIp: '127.0.0.1', country: '-', uri: '/guarded/a', args: 'REDACTED', httpMethod: 'POST' },
    });
    expect(record?.httpRequest.headers).toContainEqual({ name: 'authorization', value: 'REDACTED' });
    expect(record?.httpRequest.headers).toContainEqual({ name: 'user-agent', value: 'spec' });
    // The door's own name would be one of those that are blocked.
    expect(record?.httpRequest.headers).toContainEqual({
      name: 'Host',
      value: expect.stringMatching(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
    });
    expect(JSON.stringify(record)).not.toMatch(new RegExp(`${CARD}|secret-token|Neil`));
  });

  test('answers a blocked request with WAF_FILTERED, and the integration never hears of it', async () => {
    const before = seen.length;
    const reply = await post(guarded, '{"x":"forbidden"}');
    expect(reply.status).toBe(403);
    expect(JSON.parse(reply.body)).toEqual({ blocked: arns.webAcl, as: 'WAF_BLOCK' });
    expect(reply.headers['x-amzn-errortype']).toBe('ForbiddenException');
    expect(seen.length).toBe(before);
    expect((await post(open, '{"x":"forbidden"}')).status).toBe(200);
  });

  test('blocks before it looks whether there is such a route', async () => {
    const reply = await edge.send({ url: `${guarded}/nowhere?x=TEAPOT`, headers: { 'user-agent': 'spec' } });
    expect(reply).toMatchObject({ status: 418, body: 'no coffee' });
    expect(reply.headers).toMatchObject({ 'x-tea': 'green', 'content-type': 'text/plain' });
  });

  test.each<[string, string, string]>([
    ['AWSManagedRulesSQLiRuleSet', '{"id":"1\' OR \'1\'=\'1"}', '{"id":"order 1 or 2"}'],
    ['AWSManagedRulesCommonRuleSet', '{"note":"<script>alert(1)</script>"}', '{"note":"the script of <b>Hamlet</b>"}'],
    ['AWSManagedRulesCommonRuleSet', '{"path":"../../../../etc/passwd"}', '{"path":"docs/etc"}'],
  ])('%s blocks %s and not %s', async (group, attack, innocent) => {
    expect((await post(guarded, attack)).status).toBe(403);
    expect((await records()).at(-1)).toMatchObject({
      terminatingRuleType: 'MANAGED_RULE_GROUP',
      ruleGroupList: expect.arrayContaining([
        expect.objectContaining({
          ruleGroupId: `AWS#${group}`,
          terminatingRule: expect.objectContaining({ action: 'BLOCK' }),
        }),
      ]),
    });
    expect((await post(guarded, innocent)).status).toBe(200);
  });

  test('counts where the web ACL overrides a rule of a group', async () => {
    const reply = await edge.send({ url: `${guarded}/a` });
    expect(reply.status).toBe(200);
    expect((await records()).at(-1)).toMatchObject({
      labels: [{ name: 'awswaf:managed:aws:core-rule-set:NoUserAgent_Header' }],
      ruleGroupList: expect.arrayContaining([
        expect.objectContaining({
          nonTerminatingMatchingRules: [
            { ruleId: 'NoUserAgent_HEADER', action: 'COUNT', overriddenAction: 'BLOCK', ruleMatchDetails: null },
          ],
        }),
      ]),
    });
  });

  test('hands counted requests on with the headers of the rule, whatever the client says', async () => {
    const headers = { 'x-amzn-waf-watched': 'no', 'user-agent': 'spec' };
    expect((await edge.send({ url: `${guarded}/watch`, headers })).status).toBe(200);
    expect(seen.at(-1)?.headers['x-amzn-waf-watched']).toBe('yes');
    expect((await records()).at(-1)).toMatchObject({
      action: 'ALLOW',
      nonTerminatingMatchingRules: [{ ruleId: 'watched', action: 'COUNT', ruleMatchDetails: [] }],
      requestHeadersInserted: [{ name: 'x-amzn-waf-watched', value: 'yes' }],
      labels: [{ name: 'awswaf:123456789012:webacl:acl:seen:watched' }],
    });
    await edge.send({ url: `${guarded}/a`, headers: { 'user-agent': 'spec' } });
    expect(seen.at(-1)?.headers).not.toHaveProperty('x-amzn-waf-watched');
  });

  test('turns away whom its rate limit meets, until the window has passed', async () => {
    const errors: (string | string[] | undefined)[] = [];
    for (let at = 0; at < 12; at++) {
      const reply = await edge.send({ url: `${guarded}/rated`, headers: { 'user-agent': 'spec' } });
      errors.push(reply.headers['x-amzn-errortype']);
    }
    expect(errors.filter((each) => each === 'ForbiddenException')).toHaveLength(2);
    expect((await post(guarded, '{}')).status).toBe(200);
    edge.cloud.clock.advance(61_000);
    await edge.send({ url: `${guarded}/rated`, headers: { 'user-agent': 'spec' } });
    expect((await records()).at(-1)).toMatchObject({ action: 'ALLOW' });
  });

  test('shows in access logs what the firewall said', async () => {
    const lines = await logLines(edge.cloud, '/access');
    expect(lines.some((line) => line.endsWith(` 200 200 WAF_ALLOW ${arns.webAcl}`))).toBe(true);
    expect(lines.some((line) => line.endsWith(` 403 200 WAF_BLOCK ${arns.webAcl}`))).toBe(true);
    expect(lines.some((line) => line.endsWith(' 200 - - -'))).toBe(true);
  });

  test('measures what its rules did', () => {
    const counted = (name: string, Rule: string): number =>
      samples.filter(
        (sample) =>
          sample.namespace === 'AWS/WAFV2' &&
          sample.name === name &&
          sample.dimensions.some(
            (each) => each['Rule'] === Rule && each['WebACL'] === 'acl' && each['Region'] === 'us-east-1',
          ),
      ).length;
    expect(counted('BlockedRequests', 'teapot')).toBe(1);
    expect(counted('BlockedRequests', 'rate')).toBe(2);
    expect(counted('AllowedRequests', 'Default_Action')).toBeGreaterThan(5);
    expect(counted('AllowedRequests', 'ALL')).toBe(counted('AllowedRequests', 'Default_Action'));
    expect(counted('CountedRequests', 'watched')).toBe(1);
  });
});
