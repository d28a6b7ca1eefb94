import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplyError } from '../../../kernel/service.ts';
import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { declareGraph, startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { ApiDeclaration, apigatewayInvoking } from '../testing/edge-cloud.ts';
import { API_KEY, apiKey } from './api-key.ts';
import { AUTHORIZER } from './authorizer.ts';
import { METHOD } from './method.ts';
import { USAGE_PLAN } from './usage-plan.ts';
import { USAGE_PLAN_KEY, usagePlanKey } from './usage-plan-key.ts';

let cloud: TestCloud;
beforeAll(async () => {
  const nobody = { invoke: () => Promise.reject(new Error('no functions here')) };
  cloud = await startTestCloud(undefined, { services: [logs, apigatewayInvoking(nobody)] });
});
afterAll(() => cloud.close());

type Declare = (edge: ApiDeclaration, api: Resource) => unknown;

/** What the models say about a program with one API, which has `GET /a`. */
function graphOf(declare: Declare): Graph {
  const { catalogue, host } = cloud.cloud;
  return declareGraph(
    { catalogue, endpoint: 'https://127.0.0.1:4566', accountId: host.accountId, stack: 's', region: 'us-east-1' },
    (stack) => {
      const edge = new ApiDeclaration(stack);
      const api = edge.api();
      edge.proxy(api, 'GET', 'a', 'fn');
      declare(edge, api);
    },
  );
}

const first = ({ resources }: Graph, type: string) => resources.find((each) => each.type === type) as Resource;

describe('an API key', () => {
  test('gets a value that nobody can tell from its id', () => {
    const key = first(
      graphOf((edge) => edge.key('k')),
      API_KEY,
    );
    expect(key.id).toMatch(/^[a-z0-9]{10}$/);
    expect(key.outputs).toMatchObject({
      arn: `arn:aws:apigateway:us-east-1::/apikeys/${key.id}`,
      value: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      enabled: true,
      description: 'Managed by Pulumi',
    });
    const asked: string[] = [];
    const context = {
      partition: 'aws',
      region: 'us-east-1',
      id: (prefix: string, length: number) => {
        asked.push(prefix);
        return prefix + 'x'.repeat(length);
      },
    };
    apiKey.outputs({}, context as unknown as Parameters<typeof apiKey.outputs>[1]);
    expect(new Set(asked).size).toBe(2);
  });

  test('and the key of a usage plan keep their values secret', () => {
    expect(apiKey.secretOutputs).toEqual(['value']);
    expect(usagePlanKey.secretOutputs).toEqual(['value']);
  });

  test.each([
    ['19 characters', 'x'.repeat(19)],
    ['129 characters', 'x'.repeat(129)],
    ['a space in it', 'twenty characters, yes'],
    ['a line break in it', `${'x'.repeat(20)}\n`],
  ])('cannot have a value with %s', (_what, value) => {
    let message = '';
    try {
      graphOf((edge) => edge.key('k', { value }));
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/20 to 128 printable characters/);
    expect(message).not.toContain(value.trim());
  });

  test.each([20, 128])('can have a value with %i characters', (length) => {
    const graph = graphOf((edge) => edge.key('k', { value: 'x'.repeat(length) }));
    expect(first(graph, API_KEY).outputs['value']).toBe('x'.repeat(length));
  });
});

describe('a usage plan', () => {
  const plan =
    (inputs: Properties): Declare =>
    (edge, api) =>
      edge.plan('p', [edge.stage(api)], [], inputs);

  test('has an id, an ARN, and keys with their names', () => {
    const graph = graphOf((edge, api) => edge.plan('p', [edge.stage(api)], [edge.key('k', { value: 'v'.repeat(20) })]));
    const { id, outputs } = first(graph, USAGE_PLAN);
    expect(id).toMatch(/^[a-z0-9]{6}$/);
    expect(outputs['arn']).toBe(`arn:aws:apigateway:us-east-1::/usageplans/${id}`);
    expect(first(graph, USAGE_PLAN_KEY)).toMatchObject({
      id: first(graph, API_KEY).id,
      outputs: { name: 'k', value: 'v'.repeat(20), usagePlanId: id },
    });
  });

  test.each<[string, Properties, RegExp]>([
    ['a rate without burst', { throttleSettings: { rateLimit: 1 } }, /needs both rateLimit and burstLimit/],
    ['a burst without rate', { throttleSettings: { burstLimit: 1 } }, /needs both rateLimit and burstLimit/],
    ['a negative limit', { throttleSettings: { rateLimit: -1, burstLimit: 1 } }, /must not be negative/],
    ['a quota of nothing', { quotaSettings: { limit: 0, period: 'DAY' } }, /at least 1/],
    ['a day with an offset', { quotaSettings: { limit: 1, period: 'DAY', offset: 1 } }, /zero in the DAY period/],
    [
      'a week with an offset of 7',
      { quotaSettings: { limit: 1, period: 'WEEK', offset: 7 } },
      /between 0 and 6 inclusive/,
    ],
    ['a month with an offset of 28', { quotaSettings: { limit: 1, period: 'MONTH', offset: 28 } }, /between 0 and 27/],
    [
      'a throttle of something that is no method',
      { apiStages: [{ apiId: 'a', stage: 's', throttles: [{ path: 'a', rateLimit: 1, burstLimit: 1 }] }] },
      /Invalid throttle path: a/,
    ],
    [
      'a throttle of a method with one limit',
      { apiStages: [{ apiId: 'a', stage: 's', throttles: [{ path: '/a/GET', rateLimit: 1 }] }] },
      /throttles\[\/a\/GET\] needs both/,
    ],
    [
      'a stage twice',
      {
        apiStages: [
          { apiId: 'a', stage: 's' },
          { apiId: 'a', stage: 's' },
        ],
      },
      /names the API stage a:s twice/,
    ],
  ])('is refused with %s', (_what, inputs, message) => {
    expect(() => graphOf(plan(inputs))).toThrow(message);
  });

  test.each<[string, Properties]>([
    ['limits', { throttleSettings: { rateLimit: 0.5, burstLimit: 0 } }],
    ['a week from Saturday', { quotaSettings: { limit: 1, period: 'WEEK', offset: 6 } }],
    ['a month from the 28th', { quotaSettings: { limit: 1, period: 'MONTH', offset: 27 } }],
  ])('takes %s', (_what, inputs) => {
    expect(first(graphOf(plan(inputs)), USAGE_PLAN).outputs).toMatchObject(inputs);
  });

  test('is refused with a key twice', () => {
    const twice: Declare = (edge, api) => {
      const key = edge.key('k');
      const { id } = edge.plan('p', [edge.stage(api)], [key]);
      edge.stack.resource(USAGE_PLAN_KEY, 'again', { keyId: key.id, keyType: 'API_KEY', usagePlanId: id });
    };
    expect(() => graphOf(twice)).toThrow(/in this usage plan already/);
  });

  test.each<[string, Declare, RegExp]>([
    [
      'a stage nobody declares',
      (edge) => edge.plan('p', [], [], { apiStages: [{ apiId: 'nobody', stage: 'test' }] }),
      /API Stage not found: nobody:test/,
    ],
    [
      'a key nobody declares',
      (edge, api) => {
        const { id } = edge.plan('p', [edge.stage(api)], []);
        edge.stack.resource(USAGE_PLAN_KEY, 'x', { keyId: 'nobody', keyType: 'API_KEY', usagePlanId: id });
      },
      /Invalid API Key identifier/,
    ],
    [
      'a plan nobody declares',
      (edge) =>
        edge.stack.resource(USAGE_PLAN_KEY, 'x', {
          keyId: edge.key('k').id,
          keyType: 'API_KEY',
          usagePlanId: 'nobody',
        }),
      /Invalid Usage Plan ID/,
    ],
    [
      'two keys of one value',
      (edge) => {
        edge.key('a', { value: 'v'.repeat(20) });
        edge.key('b', { value: 'v'.repeat(20) });
      },
      /API Key already exists/,
    ],
    [
      'a key in two plans of one stage',
      (edge, api) => {
        const [stage, key] = [edge.stage(api), edge.key('k')];
        edge.plan('p', [stage], [key]);
        edge.plan('q', [stage], [key]);
      },
      /cannot reference multiple Usage Plans with the same API Stage/,
    ],
  ])('is refused by the cloud with %s', async (_what, declare, message) => {
    const refused = cloud.cloud.apply('s', graphOf(declare));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(ApplyError);
    expect(cloud.cloud.stacks()).toEqual([]);
  });
});

describe('an authorizer', () => {
  const authorizer =
    (inputs: Properties): Declare =>
    (edge, api) =>
      edge.authorizer(api, 'fn', inputs);

  test('reads the token of the Authorization header for five minutes unless it says otherwise', () => {
    const graph = graphOf(authorizer({}));
    const { id, outputs } = first(graph, AUTHORIZER);
    expect(id).toMatch(/^[a-z0-9]{6}$/);
    expect(outputs).toMatchObject({
      arn: expect.stringMatching(
        new RegExp(`^arn:aws:apigateway:us-east-1::/restapis/[a-z0-9]{10}/authorizers/${id}$`),
      ),
      type: 'TOKEN',
      identitySource: 'method.request.header.Authorization',
      authorizerResultTtlInSeconds: 300,
    });
  });

  test.each<[string, Properties, RegExp]>([
    ['a user pool', { type: 'COGNITO_USER_POOLS' }, /does not support Cognito user pool authorizers/],
    ['user pools', { providerArns: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/x'] }, /Cognito/],
    ['no function', { authorizerUri: 'https://example.com' }, /Invalid Authorizer URI/],
    [
      'credentials that are no role',
      { authorizerCredentials: 'arn:aws:iam::123456789012:user/x' },
      /ARN of an IAM role/,
    ],
    ['a TTL of more than an hour', { authorizerResultTtlInSeconds: 3601 }, /range \(0 - 3600\), got 3601/],
    ['a negative TTL', { authorizerResultTtlInSeconds: -1 }, /range \(0 - 3600\), got -1/],
    ['a token in the query', { identitySource: 'method.request.querystring.t' }, /needs one header/],
    ['two tokens', { identitySource: 'method.request.header.A,method.request.header.B' }, /needs one header/],
    [
      'an identity from nowhere',
      { type: 'REQUEST', identitySource: 'method.request.body.x' },
      /Invalid identity source/,
    ],
    [
      'a context variable nobody knows',
      { type: 'REQUEST', identitySource: 'context.nonsense' },
      /Invalid identity source/,
    ],
    [
      'a cache and no identity',
      { type: 'REQUEST', identitySource: '' },
      /required when authorization caching is enabled/,
    ],
    [
      'a validation that is no regular expression',
      { identityValidationExpression: '(' },
      /Invalid identity validation/,
    ],
    ['a validation of requests', { type: 'REQUEST', identityValidationExpression: '.+' }, /for TOKEN authorizers only/],
  ])('is refused with %s', (_what, inputs, message) => {
    expect(() => graphOf(authorizer(inputs))).toThrow(message);
  });

  test.each<[string, Properties]>([
    ['no identity where nothing is cached', { type: 'REQUEST', identitySource: '', authorizerResultTtlInSeconds: 0 }],
    [
      'identities of every kind',
      {
        type: 'REQUEST',
        identitySource:
          'method.request.header.A, method.request.querystring.b,stageVariables.c, context.identity.sourceIp',
      },
    ],
    ['an hour', { authorizerResultTtlInSeconds: 3600 }],
  ])('takes %s', (_what, inputs) => {
    expect(first(graphOf(authorizer(inputs)), AUTHORIZER).outputs).toMatchObject(inputs);
  });

  const used =
    (more: Properties): Declare =>
    (edge, api) => {
      const { id } = edge.authorizer(api, 'fn');
      edge.proxy(api, 'POST', 'a', 'fn', { authorizerId: id, ...more });
    };

  test('is used by methods with authorization CUSTOM', () => {
    const method = graphOf(used({ authorization: 'CUSTOM', apiKeyRequired: true })).resources.filter(
      ({ type }) => type === METHOD,
    )[1];
    expect(method?.outputs).toMatchObject({ authorization: 'CUSTOM', apiKeyRequired: true });
  });

  test.each<[string, Declare, RegExp]>([
    [
      'with another authorization',
      used({ authorization: 'AWS_IAM' }),
      /with authorization CUSTOM only, not with AWS_IAM/,
    ],
    ['that is nobody’s', used({ authorization: 'CUSTOM', authorizerId: 'x' }), /Invalid authorizer ID/],
    [
      'of another API',
      (edge, api) => {
        const { id } = edge.authorizer(edge.api(), 'fn');
        edge.proxy(api, 'POST', 'a', 'fn', { authorization: 'CUSTOM', authorizerId: id });
      },
      /Invalid authorizer ID/,
    ],
    [
      'left out',
      (edge, api) => edge.proxy(api, 'POST', 'a', 'fn', { authorization: 'CUSTOM' }),
      /Invalid authorizer ID/,
    ],
  ])('%s is refused', (_what, declare, message) => {
    expect(() => graphOf(declare)).toThrow(message);
  });
});
