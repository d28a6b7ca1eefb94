import { afterEach, describe, expect, test } from '@jest/globals';
import { logLines, startEdgeCloud, type ApiDeclaration, type EdgeCloud } from '../testing/edge-cloud.ts';
import { GATEWAY_RESPONSE } from '../resources/gateway-response.ts';
import { INTEGRATION } from '../resources/integration.ts';
import { INTEGRATION_RESPONSE } from '../resources/integration-response.ts';
import { METHOD } from '../resources/method.ts';
import { METHOD_RESPONSE } from '../resources/method-response.ts';
import { REST_API_POLICY } from '../resources/rest-api-policy.ts';

const opened: EdgeCloud[] = [];
afterEach(async () => {
  for (const { cloud } of opened.splice(0)) await cloud.close();
});

/** An API with `GET /a` and `POST /a` on a function that answers 200. */
async function start(
  declare: (
    edge: ApiDeclaration,
    api: ReturnType<ApiDeclaration['api']>,
  ) => Parameters<ApiDeclaration['stage']>[1] | undefined,
  inputs: Parameters<ApiDeclaration['api']>[0] = {},
): Promise<EdgeCloud & { url: string; api: string }> {
  let url = '';
  let api = '';
  const edge = await startEdgeCloud((declaration) => {
    const rest = declaration.api(inputs);
    api = rest.id;
    declaration.proxy(rest, 'GET', 'a', 'fn');
    declaration.proxy(rest, 'POST', 'a', 'fn');
    const stage = declare(declaration, rest);
    url = String(declaration.stage(rest, stage).outputs['invokeUrl']);
  });
  opened.push(edge);
  edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: 'x'.repeat(2000) }));
  edge.lambda.allow('fn', '*');
  return { ...edge, url, api };
}

describe('a resource policy', () => {
  const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const everyone = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke' };

  test('lets in whom it allows and nobody else, method by method', async () => {
    const { send, url } = await start((edge, api) => {
      edge.stack.resource(REST_API_POLICY, 'policy', {
        restApiId: api.id,
        policy: policy({ ...everyone, Resource: 'execute-api:/test/GET/*' }),
      });
      return undefined;
    });
    expect((await send({ url: `${url}/a` })).status).toBe(200);
    const refused = await send({ url: `${url}/a`, method: 'POST' });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatch(
      /^\{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*{8}9012:/,
    );
  });

  test('decides by the address of the caller', async () => {
    const from = (cidr: string) =>
      start(() => undefined, {
        policy: policy(
          { ...everyone, Resource: 'execute-api:/*' },
          {
            ...everyone,
            Effect: 'Deny',
            Resource: 'execute-api:/*',
            Condition: { NotIpAddress: { 'aws:SourceIp': cidr } },
          },
        ),
      });
    const inside = await from('127.0.0.0/8');
    expect((await inside.send({ url: `${inside.url}/a` })).status).toBe(200);
    const outside = await from('10.0.0.0/8');
    const refused = await outside.send({ url: `${outside.url}/a` });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatch(/with an explicit deny"\}$/);
  });

  test('alone lets a caller of the same account in where IAM authorisation is asked for', async () => {
    let role = '';
    const edge = await start((declaration, api) => {
      role = String(
        declaration.role('nothing', 'lambda.amazonaws.com', [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }])
          .outputs['arn'],
      );
      declaration.proxy(api, 'GET', 'signed', 'fn', { authorization: 'AWS_IAM' });
      declaration.stack.resource(REST_API_POLICY, 'policy', {
        restApiId: api.id,
        policy: policy({ ...everyone, Principal: { AWS: role }, Resource: 'execute-api:/test/GET/signed' }),
      });
      return undefined;
    });
    expect((await edge.send({ url: `${edge.url}/signed`, signer: edge.cloud.role(role) })).status).toBe(200);
    expect((await edge.send({ url: `${edge.url}/a`, signer: edge.cloud.role(role) })).status).toBe(403);
  });
});

describe('throttling', () => {
  test('turns away what the burst does not hold, and lets in again what the rate refills', async () => {
    const { cloud, send, url } = await start((edge, api) => {
      edge.settings(stageOf(api.id), { throttlingRateLimit: 1, throttlingBurstLimit: 2 });
      return undefined;
    });
    const statuses = async (count: number) => {
      const all: number[] = [];
      for (let at = 0; at < count; at++) all.push((await send({ url: `${url}/a` })).status);
      return all;
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    cloud.clock.advance(1000);
    expect(await statuses(2)).toEqual([200, 429]);
    const refused = await send({ url: `${url}/a` });
    expect([refused.body, refused.headers['x-amzn-errortype']]).toEqual([
      '{"message":"Too Many Requests"}',
      'TooManyRequestsException',
    ]);
  });

  test('of a method does not touch the others', async () => {
    const { send, url } = await start((edge, api) => {
      edge.settings(stageOf(api.id), { throttlingRateLimit: 1, throttlingBurstLimit: 1 }, 'a/GET');
      return undefined;
    });
    expect((await send({ url: `${url}/a` })).status).toBe(200);
    expect((await send({ url: `${url}/a` })).status).toBe(429);
    expect((await send({ url: `${url}/a`, method: 'POST' })).status).toBe(200);
    expect((await send({ url: `${url}/a`, method: 'POST' })).status).toBe(200);
  });
});

/** Method settings come before the stage is declared here; all they need are its key inputs. */
const stageOf = (restApi: string) => ({ inputs: { restApi, stageName: 'test' } }) as never;

describe('connections', () => {
  test('below the security policy are refused', async () => {
    const strict = await start(() => undefined, {
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'STRICT',
    });
    expect((await strict.send({ url: `${strict.url}/a` })).status).toBe(200);
    expect((await strict.send({ url: `${strict.url}/a`, tls: 'TLSv1.2' })).status).toBe(403);
    const usual = await start(() => undefined);
    expect((await usual.send({ url: `${usual.url}/a`, tls: 'TLSv1.2' })).status).toBe(200);
  });

  test('to a disabled default endpoint are forbidden', async () => {
    const { send, url } = await start(() => undefined, { disableExecuteApiEndpoint: true });
    const refused = await send({ url: `${url}/a` });
    expect([refused.status, refused.body]).toEqual([403, '{"message":"Forbidden"}']);
  });
});

describe('gateway responses', () => {
  test('replace status, headers and body of what the gateway refuses, and the defaults stand in for the rest', async () => {
    const { send, url, lambda } = await start((edge, api) => {
      edge.stack.resource(GATEWAY_RESPONSE, 'missing', {
        restApiId: api.id,
        responseType: 'MISSING_AUTHENTICATION_TOKEN',
        statusCode: '404',
        responseParameters: {
          'gatewayresponse.header.X-Why': "'no such path'",
          'gatewayresponse.header.X-Id': 'context.requestId',
        },
        responseTemplates: {
          'application/problem+json': '{"title":$context.error.messageString,"stage":"$stageVariables.color"}',
        },
      });
      edge.stack.resource(GATEWAY_RESPONSE, 'server', {
        restApiId: api.id,
        responseType: 'DEFAULT_5XX',
        statusCode: '503',
      });
      return { variables: { color: 'blue' } };
    });
    const missing = await send({ url: `${url}/nothing` });
    expect([missing.status, missing.body]).toEqual([404, '{"title":"Missing Authentication Token","stage":"blue"}']);
    expect(missing.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-why': 'no such path',
      'x-id': missing.headers['x-amzn-requestid'],
    });
    lambda.functions.set('fn', () => 'garbage');
    const broken = await send({ url: `${url}/a` });
    expect([broken.status, broken.body]).toEqual([503, '{"message": "Internal server error"}']);
  });
});

describe('a mock integration', () => {
  async function mock(template: string, contentType = 'application/json', declared = ['200', '404']) {
    return start((edge, api) => {
      const place = { restApi: api.id, resourceId: edge.path(api, 'health'), httpMethod: 'GET' };
      edge.stack.resource(METHOD, 'mock', { ...place, authorization: 'NONE' });
      edge.stack.resource(INTEGRATION, 'mock', {
        ...place,
        type: 'MOCK',
        requestTemplates: { [contentType]: template },
        passthroughBehavior: 'WHEN_NO_TEMPLATES',
      });
      for (const statusCode of declared) {
        edge.stack.resource(METHOD_RESPONSE, `mock${statusCode}`, {
          ...place,
          statusCode,
          responseParameters: { 'method.response.header.X-Mock': true },
        });
        edge.stack.resource(INTEGRATION_RESPONSE, `mock${statusCode}`, {
          ...place,
          statusCode,
          ...(statusCode !== '200' && { selectionPattern: statusCode }),
          responseParameters: { 'method.response.header.X-Mock': "'yes'" },
          responseTemplates: { 'application/json': `{"status":${statusCode},"id":"$context.requestId"}` },
        });
      }
      return undefined;
    });
  }

  test('answers what its templates say', async () => {
    const { send, url } = await mock('{"statusCode": 200}');
    const received = await send({ url: `${url}/health` });
    expect([received.status, received.body]).toEqual([
      200,
      `{"status":200,"id":"${String(received.headers['x-amzn-requestid'])}"}`,
    ]);
    expect(received.headers['x-mock']).toBe('yes');
  });

  test('chooses the response by the status', async () => {
    const { send, url } = await mock('{"statusCode": 404}');
    expect((await send({ url: `${url}/health` })).status).toBe(404);
  });

  test('refuses a media type without template, and a template without status', async () => {
    const typed = await mock('{"statusCode": 200}', 'text/plain');
    expect((await typed.send({ url: `${typed.url}/health` })).status).toBe(415);
    expect((await typed.send({ url: `${typed.url}/health`, headers: { 'content-type': 'text/plain' } })).status).toBe(
      200,
    );
    const broken = await mock('{"status": 200}');
    expect((await broken.send({ url: `${broken.url}/health` })).status).toBe(500);
  });

  test('refuses Velocity by name', async () => {
    await expect(mock('#set($x = 1){"statusCode": 200}')).rejects.toThrow(/#set is not supported/);
    await expect(mock('{"statusCode": $input.params("s")}')).rejects.toThrow(/\$input is not supported/);
    await expect(mock('{"statusCode": $x}')).rejects.toThrow(/\$x is not supported/);
  });
});

test('answers are compressed for callers that take it, once they are large enough', async () => {
  const { send, url, lambda } = await start(() => undefined, { minimumCompressionSize: 1024 });
  const received = await send({ url: `${url}/a`, headers: { 'accept-encoding': 'gzip' } });
  expect(received.headers['content-encoding']).toBe('gzip');
  expect(received.bytes.length).toBeLessThan(200);
  expect((await send({ url: `${url}/a` })).headers['content-encoding']).toBeUndefined();
  lambda.functions.set('fn', () => ({ statusCode: 200, body: 'short' }));
  expect((await send({ url: `${url}/a`, headers: { 'accept-encoding': 'gzip' } })).body).toBe('short');
});

describe('logs', () => {
  const format =
    '{"id":"$context.requestId","status":$context.status,"path":"$context.resourcePath","agent":"$context.identity.userAgent",' +
    '"error":"$context.error.responseType","integration":"$context.integration.status","waf":"$context.wafResponseCode"}';

  async function logged(level: string, actions?: readonly string[], trusted?: string, dataTraceEnabled = false) {
    const edge = await start((declaration, api) => {
      declaration.account(actions, trusted);
      const group = declaration.logGroup('/access');
      declaration.settings(stageOf(api.id), { loggingLevel: level, dataTraceEnabled });
      return { accessLogSettings: { destinationArn: `${String(group.outputs['arn'])}:*`, format } };
    });
    return { ...edge, events: (group: string) => logLines(edge.cloud, group) };
  }

  test('of access have one line for every request, let in or not', async () => {
    const { send, url, events } = await logged('OFF');
    const good = await send({ url: `${url}/a`, headers: { 'user-agent': 'a "quoted" agent' } });
    const bad = await send({ url: `${url}/nothing`, headers: { 'user-agent': 'x' } });
    const lines = (await events('/access')).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ id }) => id === good.headers['x-amzn-requestid'])).toEqual({
      id: good.headers['x-amzn-requestid'],
      status: 200,
      path: '/a',
      agent: 'a "quoted" agent',
      error: '-',
      integration: '200',
      waf: '-',
    });
    expect(lines.find(({ id }) => id === bad.headers['x-amzn-requestid'])).toMatchObject({
      status: 403,
      path: '-',
      error: 'MISSING_AUTHENTICATION_TOKEN',
    });
    expect(lines).toHaveLength(2);
  });

  test('of execution follow the logging level, and show bodies with data tracing only', async () => {
    const info = await logged('INFO');
    const answer = await info.send({ url: `${info.url}/a`, method: 'POST', body: 'my secret' });
    const id = String(answer.headers['x-amzn-requestid']);
    const lines = await info.events(`API-Gateway-Execution-Logs_${info.api}/test`);
    expect(lines).toContain(`(${id}) Starting execution for request: ${id}`);
    expect(lines).toContain(`(${id}) HTTP Method: POST, Resource Path: /a`);
    expect(lines).toContain(`(${id}) Successfully completed execution`);
    expect(lines).toContain(`(${id}) Method completed with status: 200`);
    expect(lines.join('\n')).not.toContain('my secret');
    const traced = await logged('INFO', undefined, undefined, true);
    await traced.send({
      url: `${traced.url}/a`,
      method: 'POST',
      body: 'my secret',
      headers: { authorization: 'hidden' },
    });
    const all = (await traced.events(`API-Gateway-Execution-Logs_${traced.api}/test`)).join('\n');
    expect(all).toContain('Method request body before transformations: my secret');
    expect(all).toContain('authorization=******');
  });

  test('of execution at level ERROR hold what failed and nothing else', async () => {
    const { send, url, api, events, lambda } = await logged('ERROR');
    await send({ url: `${url}/a` });
    expect(await events(`API-Gateway-Execution-Logs_${api}/test`)).toEqual([]);
    lambda.functions.set('fn', () => 'garbage');
    const failed = await send({ url: `${url}/a` });
    expect(await events(`API-Gateway-Execution-Logs_${api}/test`)).toContain(
      `(${String(failed.headers['x-amzn-requestid'])}) Execution failed due to configuration error: Malformed Lambda proxy response`,
    );
  });

  test.each([
    ['whose role may not write', ['logs:DescribeLogGroups'], undefined],
    ['whose role may write but not create streams', ['logs:PutLogEvents'], undefined],
  ])('%s are lost, and the answers are not', async (_what, actions, trusted) => {
    const { send, url, events } = await logged('INFO', actions, trusted);
    expect((await send({ url: `${url}/a` })).status).toBe(200);
    expect(await events('/access')).toEqual([]);
  });

  test('need the role of the account settings, which must trust API Gateway', async () => {
    await expect(logged('OFF', ['logs:*'], 'lambda.amazonaws.com')).rejects.toThrow(
      /The role ARN does not have required permissions/,
    );
    const without = start((edge) => {
      const group = edge.logGroup('/access');
      return { accessLogSettings: { destinationArn: String(group.outputs['arn']), format } };
    });
    await expect(without).rejects.toThrow(/CloudWatch Logs role ARN must be set in account settings to enable logging/);
  });

  test('need a log group that exists', async () => {
    const nowhere = start((edge) => {
      edge.account();
      return {
        accessLogSettings: { destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/nowhere', format },
      };
    });
    await expect(nowhere).rejects.toThrow(/access log destination \/nowhere does not exist/);
  });
});
