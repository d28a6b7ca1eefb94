import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { declareGraph, startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { ApiDeclaration, apigatewayInvoking } from '../testing/edge-cloud.ts';
import { ACCOUNT } from './account.ts';
import { DEPLOYMENT } from './deployment.ts';
import { INTEGRATION } from './integration.ts';
import { METHOD } from './method.ts';
import { METHOD_SETTINGS } from './method-settings.ts';
import { MODEL } from './model.ts';
import { RESOURCE } from './resource.ts';
import { REST_API } from './rest-api.ts';
import { STAGE } from './stage.ts';

let cloud: TestCloud;
beforeAll(async () => {
  const nobody = { invoke: () => Promise.reject(new Error('no functions here')) };
  cloud = await startTestCloud(undefined, { services: [logs, apigatewayInvoking(nobody)] });
});
afterAll(() => cloud.close());

type Declare = (edge: ApiDeclaration, api: Resource) => void;

/** What the models say about a program with one API. */
function graphOf(declare: Declare, inputs: Properties = {}): Graph {
  const { catalogue, host } = cloud.cloud;
  return declareGraph(
    { catalogue, endpoint: 'https://127.0.0.1:4566', accountId: host.accountId, stack: 's', region: 'us-east-1' },
    (stack) => {
      const edge = new ApiDeclaration(stack);
      declare(edge, edge.api(inputs));
    },
  );
}

const nothing: Declare = () => undefined;
const child = (edge: ApiDeclaration, api: Resource, pathPart: string, name = pathPart.replace(/\W/g, '_')) =>
  edge.stack.resource(RESOURCE, name, {
    restApi: api.id,
    parentId: String(api.outputs['rootResourceId']),
    pathPart,
  });

describe('outputs', () => {
  test('are typed like the provider’s', () => {
    const { resources } = graphOf((edge, api) => {
      edge.proxy(api, 'POST', 'documents/{id}', 'fn');
      const stage = edge.stage(api);
      edge.settings(stage, { loggingLevel: 'OFF' });
    });
    const of = (type: string) => resources.filter((each) => each.type === type);
    const [api] = of(REST_API);
    expect(api?.id).toMatch(/^[a-z0-9]{10}$/);
    expect(api?.outputs).toMatchObject({
      arn: `arn:aws:apigateway:us-east-1::/restapis/${api?.id}`,
      executionArn: `arn:aws:execute-api:us-east-1:123456789012:${api?.id}`,
      rootResourceId: expect.stringMatching(/^[a-z0-9]{10}$/),
      apiKeySource: 'HEADER',
    });
    expect(of(RESOURCE).map(({ outputs }) => outputs['path'])).toEqual(['/documents', '/documents/{id}']);
    const resourceId = of(RESOURCE)[1]?.id;
    expect(of(METHOD)[0]?.id).toBe(`agm-${api?.id}-${resourceId}-POST`);
    expect(of(INTEGRATION)[0]?.id).toBe(`agi-${api?.id}-${resourceId}-POST`);
    expect(of(METHOD_SETTINGS)[0]?.id).toBe(`${api?.id}-test-*/*`);
    expect(of(STAGE)[0]).toMatchObject({
      id: `ags-${api?.id}-test`,
      outputs: {
        arn: `arn:aws:apigateway:us-east-1::/restapis/${api?.id}/stages/test`,
        executionArn: `arn:aws:execute-api:us-east-1:123456789012:${api?.id}/test`,
        invokeUrl: `https://127.0.0.1:4566/_execute-api/${api?.id}/test`,
      },
    });
  });
});

describe('an API', () => {
  test.each<[string, Properties, RegExp]>([
    ['edge-optimised', { endpointConfiguration: undefined as never }, /edge-optimised/],
    [
      'with an enhanced policy but no access mode',
      { securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' },
      /access mode must be specified/,
    ],
    ['with an access mode but a legacy policy', { endpointAccessMode: 'STRICT' }, /access mode cannot be specified/],
    ['that compresses from beyond 10 MB', { minimumCompressionSize: 99_000_000 }, /minimum compression size/],
    ['with a broken policy', { policy: '{"Statement":[{"Effect":"Maybe"}]}' }, /Invalid policy document/],
    [
      'with a policy of more than 8192 bytes',
      { policy: JSON.stringify({ Statement: [], Id: 'x'.repeat(9000) }) },
      /larger than 8192/,
    ],
  ])('%s is refused', (_what, inputs, message) => {
    expect(() => graphOf(nothing, inputs)).toThrow(message);
  });

  test('with both is fine', () => {
    const inputs = { securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09', endpointAccessMode: 'STRICT' };
    expect(graphOf(nothing, inputs).resources).toHaveLength(1);
  });
});

describe('resources', () => {
  test.each<[string, Declare, RegExp]>([
    ['a path part with a slash', (edge, api) => child(edge, api, 'a/b'), /path part only allow/],
    ['a path part with a brace in the middle', (edge, api) => child(edge, api, 'a{b}'), /path part only allow/],
    [
      'the same part twice',
      (edge, api) => {
        child(edge, api, 'a', 'one');
        child(edge, api, 'a', 'two');
      },
      /Another resource with the same parent already has this name: a/,
    ],
    [
      'two variables beside each other',
      (edge, api) => {
        child(edge, api, '{a}');
        child(edge, api, '{b}');
      },
      /A sibling \(\{a\}\) of this resource already has a variable path part/,
    ],
    [
      'a child of a greedy variable',
      (edge, api) => {
        const parent = child(edge, api, '{proxy+}');
        edge.stack.resource(RESOURCE, 'x', { restApi: api.id, parentId: parent.id, pathPart: 'x' });
      },
      /child of a resource with a greedy path variable/,
    ],
    [
      'an unknown parent',
      (edge, api) => edge.stack.resource(RESOURCE, 'x', { restApi: api.id, parentId: 'nope', pathPart: 'x' }),
      /Invalid Resource identifier/,
    ],
    [
      'an unknown API',
      (edge) => edge.stack.resource(RESOURCE, 'x', { restApi: 'nope', parentId: 'nope', pathPart: 'x' }),
      /Invalid API identifier specified nope/,
    ],
    ['a reserved path', (edge, api) => child(edge, api, 'ping'), /reserved for health checks/],
  ])('refuse %s', (_what, declare, message) => {
    expect(() => graphOf((edge, api) => void declare(edge, api))).toThrow(message);
  });

  test('take literals, variables and greedy variables beside each other', () => {
    const all = graphOf((edge, api) => {
      for (const part of ['a', 'b.c-d_e:f', '{id}', '{proxy+}']) child(edge, api, part);
    });
    expect(all.resources).toHaveLength(5);
  });
});

describe('methods and integrations', () => {
  const method = (edge: ApiDeclaration, api: Resource, more: Properties, name = 'm') =>
    edge.stack.resource(METHOD, name, {
      restApi: api.id,
      resourceId: edge.path(api, 'a'),
      httpMethod: 'GET',
      authorization: 'NONE',
      ...more,
    });

  test.each<[string, Declare, RegExp]>([
    [
      'a method twice',
      (edge, api) => {
        method(edge, api, {}, 'one');
        method(edge, api, {}, 'two');
      },
      /Method already exists/,
    ],
    [
      'a validator of nobody',
      (edge, api) => method(edge, api, { requestValidatorId: 'x' }),
      /Invalid Request Validator/,
    ],
    [
      'a model of nobody',
      (edge, api) => method(edge, api, { requestModels: { $default: 'X' } }),
      /Invalid model identifier specified: X/,
    ],
    [
      'a parameter from nowhere',
      (edge, api) => method(edge, api, { requestParameters: { 'method.request.body': true } }),
      /Invalid mapping expression/,
    ],
    [
      'an integration without method',
      (edge, api) =>
        edge.stack.resource(INTEGRATION, 'i', {
          restApi: api.id,
          resourceId: edge.path(api, 'a'),
          httpMethod: 'GET',
          type: 'MOCK',
        }),
      /Invalid Method identifier/,
    ],
    [
      'a proxy without function',
      (edge, api) => edge.proxy(api, 'GET', 'a', 'fn', {}, { uri: 'https://example.com' }),
      /Invalid ARN specified/,
    ],
    [
      'a proxy invoked with GET',
      (edge, api) => edge.proxy(api, 'GET', 'a', 'fn', {}, { integrationHttpMethod: 'GET' }),
      /invoked with POST/,
    ],
    [
      'a timeout beyond 29 s',
      (edge, api) => edge.proxy(api, 'GET', 'a', 'fn', {}, { timeoutMilliseconds: 30_000 }),
      /between 50 ms and 29000 ms/,
    ],
    [
      'a function of another region',
      (edge, api) =>
        edge.proxy(
          api,
          'GET',
          'a',
          'fn',
          {},
          {
            uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:fn/invocations',
          },
        ),
      /Lambda function in us-east-1/,
    ],
    [
      'templates for a proxy',
      (edge, api) => edge.proxy(api, 'GET', 'a', 'fn', {}, { requestTemplates: { 'application/json': '{}' } }),
      /has no requestTemplates/,
    ],
  ])('refuse %s', (_what, declare, message) => {
    expect(() => graphOf((edge, api) => void declare(edge, api))).toThrow(message);
  });

  test('know the models every API has', () => {
    expect(
      graphOf((edge, api) => void method(edge, api, { requestModels: { $default: 'Empty', 'text/plain': 'Error' } }))
        .resources,
    ).toHaveLength(3);
  });
});

describe('models', () => {
  const model = (edge: ApiDeclaration, api: Resource, name: string, schema: object) =>
    edge.stack.resource(MODEL, name, {
      restApi: api.id,
      name,
      contentType: 'application/json',
      schema: JSON.stringify(schema),
    });

  test('may refer to each other by the URL AWS gives them', () => {
    const declare =
      (ref: string): Declare =>
      (edge, api) => {
        model(edge, api, 'Price', { type: 'number', minimum: 0 });
        model(edge, api, 'Pet', {
          type: 'object',
          properties: { price: { $ref: `https://apigateway.amazonaws.com/restapis/${api.id}/models/${ref}` } },
        });
      };
    expect(graphOf(declare('Price')).resources).toHaveLength(3);
    expect(() => graphOf(declare('Cost'))).toThrow(/Invalid model schema specified/);
  });

  test.each<[string, object]>([
    ['a numeric exclusiveMinimum, which is a later draft', { type: 'integer', exclusiveMinimum: 0 }],
    ['a type that does not exist', { type: 'text' }],
    ['required that is no list', { required: true }],
  ])('refuse %s', (_what, schema) => {
    expect(() => graphOf((edge, api) => void model(edge, api, 'M', schema))).toThrow(/Invalid model schema specified/);
  });

  test('have one name only', () => {
    expect(() =>
      graphOf((edge, api) => {
        model(edge, api, 'M', {});
        edge.stack.resource(MODEL, 'again', {
          restApi: api.id,
          name: 'M',
          contentType: 'text/plain',
          schema: '{}',
        });
      }),
    ).toThrow(/Model name already exists/);
  });
});

describe('deployments and stages', () => {
  test.each<[string, Declare, RegExp]>([
    ['an API without methods', (edge, api) => edge.stage(api), /The REST API doesn't contain any methods/],
    [
      'a method without integration',
      (edge, api) => {
        edge.stack.resource(METHOD, 'm', {
          restApi: api.id,
          resourceId: edge.path(api, 'a'),
          httpMethod: 'GET',
          authorization: 'NONE',
        });
        edge.stage(api);
      },
      /No integration defined for method/,
    ],
    [
      'a method that is declared after the deployment',
      (edge, api) => {
        edge.proxy(api, 'GET', 'a', 'fn');
        edge.stage(api);
        edge.proxy(api, 'GET', 'b', 'fn');
      },
      /The deployment does not depend on integration/,
    ],
    [
      'a stage twice',
      (edge, api) => {
        edge.proxy(api, 'GET', 'a', 'fn');
        edge.stage(api, {}, 'one');
        edge.stack.resource(STAGE, 'again', {
          restApi: api.id,
          deployment: edge.stack.resource(DEPLOYMENT, 'd', { restApi: api.id }).id,
          stageName: 'test',
        });
      },
      /Stage already exists/,
    ],
    [
      'a stage with a deployment of nobody',
      (edge, api) => edge.stack.resource(STAGE, 's', { restApi: api.id, deployment: 'x', stageName: 'test' }),
      /Deployment id does not exist/,
    ],
    [
      'a stage with spaces in its name',
      (edge, api) => {
        edge.proxy(api, 'GET', 'a', 'fn');
        edge.stage(api, { stageName: 'a b' });
      },
      /Stage name only allows/,
    ],
    [
      'an access log format without request id',
      (edge, api) => {
        edge.proxy(api, 'GET', 'a', 'fn');
        edge.stage(api, {
          accessLogSettings: {
            destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/x',
            format: '$context.status',
          },
        });
      },
      /at least one of/,
    ],
    [
      'settings for a method that does not exist',
      (edge, api) => {
        edge.proxy(api, 'GET', 'a', 'fn');
        edge.settings(edge.stage(api), { loggingLevel: 'OFF' }, 'b/GET');
      },
      /there is no method GET \/b/,
    ],
    [
      'settings for something that is no method',
      (edge, api) => {
        edge.proxy(api, 'GET', 'a', 'fn');
        edge.settings(edge.stage(api), { loggingLevel: 'OFF' }, 'a');
      },
      /Invalid method setting path/,
    ],
  ])('refuse %s', (_what, declare, message) => {
    expect(() => graphOf((edge, api) => void declare(edge, api))).toThrow(message);
  });
});

describe('the CloudWatch role of the account settings', () => {
  const account = (condition?: Properties, service = 'apigateway.amazonaws.com') =>
    graphOf(({ stack }) => {
      const role = stack.resource('aws:iam/role:Role', 'logs', {
        name: 'logs',
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: service },
              Action: 'sts:AssumeRole',
              ...(condition && { Condition: condition }),
            },
          ],
        }),
      });
      stack.resource(ACCOUNT, 'account', { cloudwatchRoleArn: String(role.outputs['arn']) });
    });
  const refusal = /grant trust permission for API Gateway/;

  test('must trust API Gateway', () => {
    expect(() => account()).not.toThrow();
    expect(() => account(undefined, 'ec2.amazonaws.com')).toThrow(refusal);
  });

  test.each<[string, Properties, Properties]>([
    ['source account', { 'aws:SourceAccount': '123456789012' }, { 'aws:SourceAccount': '210987654321' }],
    ['source', { 'aws:SourceArn': 'arn:aws:apigateway:us-east-1::/account' }, { 'aws:SourceArn': 'arn:aws:s3:::b' }],
    ['region', { 'aws:RequestedRegion': 'us-east-1' }, { 'aws:RequestedRegion': 'eu-west-1' }],
    ['account of the role', { 'aws:ResourceAccount': '123456789012' }, { 'aws:ResourceAccount': '210987654321' }],
    ['kind of caller', { 'aws:PrincipalIsAWSService': 'true' }, { 'aws:PrincipalIsAWSService': 'false' }],
  ])('may trust it for one %s', (_what, right, wrong) => {
    expect(() => account({ StringEquals: right })).not.toThrow();
    expect(() => account({ StringEquals: wrong })).toThrow(refusal);
  });

  test('may trust it for a time', () => {
    const until = (at: string) => ({ DateLessThan: { 'aws:CurrentTime': at } });
    expect(() => account(until('2999-01-01T00:00:00Z'))).not.toThrow();
    expect(() => account(until('2020-01-01T00:00:00Z'))).toThrow(refusal);
  });
});
