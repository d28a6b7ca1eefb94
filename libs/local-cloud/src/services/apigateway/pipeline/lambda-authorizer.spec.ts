import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { APIGatewayClient, FlushStageAuthorizersCacheCommand } from '@aws-sdk/client-api-gateway';
import { apigateway } from '../index.ts';
import { AwsError } from '../../../kernel/errors.ts';
import {
  ApiDeclaration,
  FunctionError,
  logLines,
  startEdgeCloud,
  type EdgeCloud,
  type ProxyEvent,
  type Received,
} from '../testing/edge-cloud.ts';

const TTL = 60;

let edge: EdgeCloud;
let url: string;
let api: string;
let ids: Record<'token' | 'request' | 'uncached' | 'role', string>;
/** Events the authorizer got since the test began. */
let asked: ProxyEvent[];

/** A program whose deployment has that name. */
function program(deployment: string) {
  return (declare: ApiDeclaration): void => {
    declare.account();
    const log = declare.logGroup('/access');
    const rest = declare.api({ name: 'authorised' });
    api = rest.id;
    const role = declare.role('asks', 'apigateway.amazonaws.com', [
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' },
    ]);
    const token = declare.authorizer(rest, 'auth', {
      authorizerResultTtlInSeconds: TTL,
      identitySource: 'method.request.header.Auth',
      identityValidationExpression: '\\w+-?\\w*',
    });
    const request = declare.authorizer(rest, 'auth', {
      type: 'REQUEST',
      authorizerResultTtlInSeconds: TTL,
      identitySource:
        'method.request.header.Auth, method.request.querystring.tenant, stageVariables.color, context.identity.sourceIp',
    });
    const uncached = declare.authorizer(rest, 'auth', {
      type: 'REQUEST',
      authorizerResultTtlInSeconds: 0,
      identitySource: 'method.request.header.Auth',
    });
    const byRole = declare.authorizer(rest, 'locked', {
      identitySource: 'method.request.header.Auth',
      authorizerCredentials: String(role.outputs['arn']),
    });
    const closed = declare.authorizer(rest, 'locked', { identitySource: 'method.request.header.Auth' });
    ids = { token: token.id, request: request.id, uncached: uncached.id, role: byRole.id };
    const method = (verb: string, path: string, { id }: { readonly id: string }) =>
      declare.proxy(rest, verb, path, 'fn', { authorization: 'CUSTOM', authorizerId: id });
    method('GET', 'token', token);
    method('POST', 'token', token);
    method('GET', 'pets/{id}', request);
    method('GET', 'uncached', uncached);
    method('GET', 'role', byRole);
    method('GET', 'closed', closed);
    const stage = declare.stage(
      rest,
      {
        variables: { color: 'blue' },
        accessLogSettings: {
          destinationArn: String(log.outputs['arn']),
          format:
            '$context.requestId $context.status $context.error.responseType $context.authorizer.principalId $context.authorizer.tenant ' +
            '$context.authorizer.status $context.authorizer.integrationStatus $context.authorizer.latency $context.authorizer.error',
        },
      },
      deployment,
    );
    declare.settings(stage, { loggingLevel: 'INFO', dataTraceEnabled: true });
    url = String(stage.outputs['invokeUrl']);
  };
}

beforeAll(async () => {
  edge = await startEdgeCloud(program('first'));
  edge.lambda.functions.set('fn', (event) => ({ statusCode: 200, body: JSON.stringify(event) }));
  edge.lambda.allow('fn', '*');
  edge.lambda.allow('auth', `arn:aws:execute-api:us-east-1:123456789012:${api}/authorizers/*`);
});

afterAll(() => edge.cloud.close());

beforeEach(() => {
  asked = [];
  answering(() => allow('*'));
  edge.cloud.clock.advance(2 * TTL * 1000);
});

/** What the authorizer answers from now on. */
function answering(answer: (event: ProxyEvent) => unknown): void {
  for (const name of ['auth', 'locked']) {
    edge.lambda.functions.set(name, (event) => {
      asked.push(event);
      return answer(event);
    });
  }
}

const statement = (Effect: string, resource: string) => ({
  Effect,
  Action: 'execute-api:Invoke',
  Resource: resource === '*' ? '*' : `arn:aws:execute-api:us-east-1:123456789012:${api}/test/${resource}`,
});

const policy = (Statement: readonly object[], more: object = {}) => ({
  principalId: 'the-user-of-this-spec',
  policyDocument: { Version: '2012-10-17', Statement },
  ...more,
});

const allow = (resource: string, more: object = {}) => policy([statement('Allow', resource)], more);

const get = (path: string, Auth?: string, method = 'GET'): Promise<Received> =>
  edge.send({ url: `${url}${path}`, method, ...(Auth !== undefined && { headers: { Auth } }) });

const event = ({ body }: Received) => JSON.parse(body) as ProxyEvent;

describe('the event', () => {
  test('of a TOKEN authorizer is the token and the method', async () => {
    expect((await get('/token', 'abc')).status).toBe(200);
    expect(asked).toEqual([
      {
        type: 'TOKEN',
        methodArn: `arn:aws:execute-api:us-east-1:123456789012:${api}/test/GET/token`,
        authorizationToken: 'abc',
      },
    ]);
  });

  test('of a REQUEST authorizer is the request without its body', async () => {
    const received = await get('/pets/7?tenant=a&tenant=b', 'abc');
    expect(received.status).toBe(200);
    const { requestContext, ...rest } = asked[0] as ProxyEvent;
    expect(rest).toEqual({
      type: 'REQUEST',
      methodArn: `arn:aws:execute-api:us-east-1:123456789012:${api}/test/GET/pets/7`,
      resource: '/pets/{id}',
      path: '/pets/7',
      httpMethod: 'GET',
      headers: expect.objectContaining({ Auth: 'abc', 'X-Forwarded-For': '127.0.0.1' }),
      multiValueHeaders: expect.objectContaining({ Auth: ['abc'] }),
      queryStringParameters: { tenant: 'b' },
      multiValueQueryStringParameters: { tenant: ['a', 'b'] },
      pathParameters: { id: '7' },
      stageVariables: { color: 'blue' },
    });
    expect(requestContext).toMatchObject({
      path: '/test/pets/7',
      stage: 'test',
      apiId: api,
      requestId: received.headers['x-amzn-requestid'],
      identity: { sourceIp: '127.0.0.1' },
    });
    expect(requestContext).not.toHaveProperty('authorizer');
  });
});

describe('the answer', () => {
  test('reaches the function as text, with the principal and the latency', async () => {
    answering(() => allow('*', { context: { tenant: 'acme', level: 3, admin: true } }));
    const received = await get('/token', 'abc');
    expect(event(received).requestContext['authorizer']).toEqual({
      tenant: 'acme',
      level: '3',
      admin: 'true',
      principalId: 'the-user-of-this-spec',
      integrationLatency: 0,
    });
  });

  test('allows what it allows and nothing else', async () => {
    answering(() => allow('GET/token'));
    expect((await get('/token', 'abc')).status).toBe(200);
    const refused = await get('/token', 'abc', 'POST');
    expect([refused.status, refused.body]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource"}',
    ]);
    expect(refused.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    expect(asked).toHaveLength(1);
  });

  test('refuses by an explicit deny before any allow', async () => {
    answering(() => policy([statement('Allow', '*'), statement('Deny', 'POST/token')]));
    const refused = await get('/token', 'abc', 'POST');
    expect([refused.status, refused.body]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    ]);
    expect((await get('/token', 'abc')).status).toBe(200);
  });

  test('may have conditions', async () => {
    const from = (cidr: string) =>
      policy([{ ...statement('Allow', '*'), Condition: { IpAddress: { 'aws:SourceIp': cidr } } }]);
    answering(({ authorizationToken }) => from(authorizationToken === 'near' ? '127.0.0.0/8' : '10.0.0.0/8'));
    expect((await get('/token', 'near')).status).toBe(200);
    expect((await get('/token', 'far')).status).toBe(403);
  });

  test('is an error of the API when it is no answer', async () => {
    const wrong: unknown[] = [
      'garbage',
      'null',
      '[]',
      {},
      { ...allow('*'), principalId: undefined },
      { ...allow('*'), principalId: 7 },
      { ...allow('*'), policyDocument: undefined },
      { ...allow('*'), policyDocument: { Version: '2012-10-17' } },
      { ...allow('*'), policyDocument: { Version: '2012-10-17', Statement: [null] } },
      { ...allow('*'), policyDocument: { Version: '2012-10-17', Statement: ['Allow'] } },
      policy([{ Effect: 'Maybe', Action: '*', Resource: '*' }]),
      policy([{ Effect: 'Allow', Action: 'execute-api:Invoke' }]),
      policy([{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 7 }]),
      policy([{ ...statement('Allow', '*'), Condition: { Near: { 'aws:SourceIp': 'x' } } }]),
      policy([{ ...statement('Allow', '*'), Resource: `arn:aws:execute-api:*:*:${'x'.repeat(600)}` }]),
      allow('*', { context: { list: [] } }),
      allow('*', { context: { nothing: null } }),
      allow('*', { context: 'text' }),
      allow('*', { usageIdentifierKey: 7 }),
    ];
    for (const [at, answer] of wrong.entries()) {
      answering(() => answer);
      const received = await get('/token', `wrong-${at}`);
      expect([answer, received.status, received.body]).toEqual([answer, 500, '{"message":null}']);
      expect(received.headers['x-amzn-errortype']).toBe('AuthorizerConfigurationException');
    }
    answering(() => allow('*'));
    expect((await get('/token', 'wrong-0')).status).toBe(200);
    expect(edge.cloud.log.join('\n')).not.toContain('TypeError');
  });

  test('"Unauthorized" thrown is 401, anything else thrown an error of the API', async () => {
    answering(() => {
      throw new FunctionError('Unauthorized');
    });
    const unauthorized = await get('/token', 'abc');
    expect([unauthorized.status, unauthorized.body]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(unauthorized.headers['x-amzn-errortype']).toBe('UnauthorizedException');
    answering(() => {
      throw new FunctionError('secret cause');
    });
    const failed = await get('/token', 'abc');
    expect([failed.status, failed.body]).toEqual([500, '{"message":null}']);
    expect(failed.headers['x-amzn-errortype']).toBe('AuthorizerFailureException');
  });

  test('that does not come is an error of the API', async () => {
    answering(() => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    });
    expect((await get('/token', 'abc')).headers['x-amzn-errortype']).toBe('AuthorizerConfigurationException');
    answering(() => new Promise(() => undefined));
    const pending = get('/token', 'abc');
    const ticks = setInterval(() => edge.cloud.clock.advance(1000), 5);
    const received = await pending;
    clearInterval(ticks);
    expect([received.status, received.headers['x-amzn-errortype']]).toEqual([500, 'AuthorizerConfigurationException']);
  });
});

describe('the identity', () => {
  test('that is missing or of another form is 401, and nobody is asked', async () => {
    for (const token of [undefined, '', 'not a token']) {
      const received = await get('/token', token);
      expect([received.status, received.body]).toEqual([401, '{"message":"Unauthorized"}']);
    }
    for (const path of ['/pets/7', '/pets/7?tenant=', '/pets/7?other=1']) {
      expect((await get(path, 'abc')).status).toBe(401);
    }
    expect((await get('/pets/7?tenant=a')).status).toBe(401);
    expect(asked).toEqual([]);
    expect((await get('/pets/7?tenant=a', 'abc')).status).toBe(200);
    expect(asked).toHaveLength(1);
  });

  test('may be missing where a REQUEST authorizer has no cache', async () => {
    expect((await get('/uncached')).status).toBe(200);
    expect((await get('/uncached')).status).toBe(200);
    expect(asked).toHaveLength(2);
  });
});

describe('the cache', () => {
  test('keeps an answer, allow or deny, for its time and by every part of the identity', async () => {
    answering(() => allow('GET/*'));
    expect((await get('/pets/1?tenant=a', 'abc')).status).toBe(200);
    expect((await get('/pets/2?tenant=a', 'abc')).status).toBe(200);
    expect(asked).toHaveLength(1);
    await get('/pets/1?tenant=b', 'abc');
    await get('/pets/1?tenant=a', 'other');
    expect(asked).toHaveLength(3);
    answering(() => allow('GET/nothing'));
    expect((await get('/pets/1?tenant=a', 'abc')).status).toBe(200);
    edge.cloud.clock.advance(TTL * 1000 - 1);
    expect((await get('/pets/1?tenant=a', 'abc')).status).toBe(200);
    expect(asked).toHaveLength(3);
    edge.cloud.clock.advance(1);
    expect((await get('/pets/1?tenant=a', 'abc')).status).toBe(403);
    expect(asked).toHaveLength(4);
    answering(() => allow('*'));
    expect((await get('/pets/1?tenant=a', 'abc')).status).toBe(403);
    expect(asked).toHaveLength(4);
  });

  test('keeps what was answered for two values of an identity for both together, not for one of them', async () => {
    answering((asking) => {
      const { queryStringParameters } = asking as unknown as { queryStringParameters: Record<string, string> };
      const mine = queryStringParameters['tenant'] === 'mine' && asking.headers['Auth'] === 'mine';
      return allow(mine ? '*' : 'GET/nothing');
    });
    const twice = (tenants: string, Auth: string[]) =>
      edge.send({ url: `${url}/pets/1?${tenants}`, headers: { Auth } }).then(({ status }) => status);
    expect(await twice('tenant=yours&tenant=mine', ['mine'])).toBe(200);
    expect(await twice('tenant=yours', ['mine'])).toBe(403);
    expect(await twice('tenant=mine', ['yours', 'mine'])).toBe(200);
    expect(await twice('tenant=mine', ['yours'])).toBe(403);
    expect(await twice('tenant=mine', ['yours, mine'])).toBe(403);
    expect(asked).toHaveLength(5);
  });

  test('takes the last of two tokens, the one it asks about', async () => {
    answering((asking) => allow(asking['authorizationToken'] === 'mine' ? '*' : 'GET/nothing'));
    const twice = (Auth: string[]) =>
      edge.send({ url: `${url}/token`, headers: { Auth } }).then(({ status }) => status);
    expect([await twice(['yours', 'mine']), await twice(['yours']), await twice(['mine'])]).toEqual([200, 403, 200]);
    expect(asked).toHaveLength(2);
  });

  test('is of one authorizer and does not keep errors', async () => {
    answering(() => {
      throw new FunctionError('Unauthorized');
    });
    await get('/token', 'abc');
    answering(() => allow('*'));
    expect((await get('/token', 'abc')).status).toBe(200);
    expect(asked).toHaveLength(2);
    await get('/role', 'abc');
    expect(asked).toHaveLength(3);
  });

  test('answers 50 requests that come together with one call', async () => {
    const answers = Array.from({ length: 50 }, (_, at) => get('/token', 'abc', at % 2 === 0 ? 'GET' : 'POST'));
    answering(() => allow('GET/token'));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(25);
    expect(statuses.filter((status) => status === 403)).toHaveLength(25);
    expect(asked).toHaveLength(1);
  });

  test('is empty after a flush, by those who may', async () => {
    await get('/token', 'abc');
    const flush = new FlushStageAuthorizersCacheCommand({ restApiId: api, stageName: 'test' });
    await new APIGatewayClient(edge.cloud.deployer()).send(flush);
    await get('/token', 'abc');
    expect(asked).toHaveLength(2);
    const stranger = new APIGatewayClient(edge.cloud.role('arn:aws:iam::123456789012:role/asks'));
    await expect(stranger.send(flush)).rejects.toThrow(/not authorized to perform: apigateway:DELETE/);
    await get('/token', 'abc');
    expect(asked).toHaveLength(2);
    const elsewhere = new FlushStageAuthorizersCacheCommand({ restApiId: api, stageName: 'nothing' });
    await expect(new APIGatewayClient(edge.cloud.deployer()).send(elsewhere)).rejects.toThrow(/stage identifier/);
  });

  test('drops an answer that was asked for before a flush and came after it', async () => {
    let answer: (value: unknown) => void = () => undefined;
    answering(() => new Promise((resolve) => (answer = resolve)));
    const early = get('/token', 'abc');
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    edge.cloud.cloud.host.state(apigateway).flushAuthorizers(api, 'test');
    answer(allow('*'));
    expect((await early).status).toBe(200);
    answering(() => allow('GET/nothing'));
    expect((await get('/token', 'abc')).status).toBe(403);
  });

  test('is empty after another deployment, and lives on through an apply without one', async () => {
    const deploy = (name: string) => edge.cloud.deploy((stack) => program(name)(new ApiDeclaration(stack)));
    await get('/token', 'abc');
    await deploy('first');
    await get('/token', 'abc');
    expect(asked).toHaveLength(1);
    await deploy('second');
    await get('/token', 'abc');
    expect(asked).toHaveLength(2);
  });
});

describe('the permission', () => {
  test('is the function’s own, for this authorizer', async () => {
    const failed = await get('/closed', 'abc');
    expect([failed.status, failed.headers['x-amzn-errortype']]).toEqual([500, 'AuthorizerConfigurationException']);
    edge.lambda.allow('locked', `arn:aws:execute-api:us-east-1:123456789012:${api}/authorizers/${ids.role}`);
    expect((await get('/closed', 'abc')).status).toBe(500);
    expect(asked).toEqual([]);
    edge.lambda.allow('locked', `arn:aws:execute-api:us-east-1:123456789012:${api}/authorizers/*`);
    expect((await get('/closed', 'abc')).status).toBe(200);
    edge.lambda.policies.delete('locked');
  });

  test('is that of the role in authorizerCredentials', async () => {
    expect((await get('/role', 'abc')).status).toBe(200);
    expect(asked).toHaveLength(1);
  });
});

describe('the logs', () => {
  test('of access tell the outcome; those of execution hide token and principal', async () => {
    answering(() => allow('GET/token', { context: { tenant: 'acme' } }));
    const token = 'a_very_secret_token_of_the_caller';
    const good = await get('/token', token);
    const bad = await get('/token', token, 'POST');
    const none = await get('/token');
    const line = async ({ headers }: Received) =>
      (await logLines(edge.cloud, '/access'))
        .find((each) => each.startsWith(String(headers['x-amzn-requestid'])))
        ?.slice(37);
    expect(await line(good)).toBe('200 - the-user-of-this-spec acme 200 200 0 -');
    expect(await line(bad)).toBe('403 ACCESS_DENIED the-user-of-this-spec acme 403 - 0 -');
    expect(await line(none)).toBe('401 UNAUTHORIZED - - 401 - 0 -');
    const lines = await logLines(edge.cloud, `API-Gateway-Execution-Logs_${api}/test`);
    const own = lines.filter((each) => each.includes(String(good.headers['x-amzn-requestid']))).join('\n');
    expect(own).toContain(`Starting authorizer: ${ids.token}`);
    expect(own).toMatch(/Using valid authorizer policy for principal: \*{15}s-spec/);
    expect(own).toMatch(/"Auth":"\*+caller"/);
    expect(lines.join('\n')).not.toContain(token);
  });
});
