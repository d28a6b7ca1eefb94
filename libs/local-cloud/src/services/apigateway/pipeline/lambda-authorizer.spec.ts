import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../kernel/errors.ts';
import { AuthorizedApi, policy } from '../testing/authorized-api.ts';
import { FunctionError, logLines, type ProxyEvent, type Received } from '../testing/edge-cloud.ts';

let world: AuthorizedApi;
beforeAll(async () => void (world = await AuthorizedApi.start()));
afterAll(() => world.edge.cloud.close());
beforeEach(() => world.reset());

const event = ({ body }: Received) => JSON.parse(body) as ProxyEvent;

describe('the event', () => {
  test('of a TOKEN authorizer is the token and the method', async () => {
    expect((await world.get('/token', 'abc')).status).toBe(200);
    expect(world.asked).toEqual([
      {
        type: 'TOKEN',
        methodArn: `arn:aws:execute-api:us-east-1:123456789012:${world.api}/test/GET/token`,
        authorizationToken: 'abc',
      },
    ]);
  });

  test('of a REQUEST authorizer is the request without its body', async () => {
    const received = await world.get('/pets/7?tenant=a&tenant=b', 'abc');
    expect(received.status).toBe(200);
    const { requestContext, ...rest } = world.asked[0] as ProxyEvent;
    expect(rest).toEqual({
      type: 'REQUEST',
      methodArn: `arn:aws:execute-api:us-east-1:123456789012:${world.api}/test/GET/pets/7`,
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
      apiId: world.api,
      requestId: received.headers['x-amzn-requestid'],
      identity: { sourceIp: '127.0.0.1' },
    });
    expect(requestContext).not.toHaveProperty('authorizer');
  });
});

describe('the answer', () => {
  test('reaches the function as text, with the principal and the latency', async () => {
    world.answering(() => world.allow('*', { context: { tenant: 'acme', level: 3, admin: true } }));
    const received = await world.get('/token', 'abc');
    expect(event(received).requestContext['authorizer']).toEqual({
      tenant: 'acme',
      level: '3',
      admin: 'true',
      principalId: 'the-user-of-this-spec',
      integrationLatency: 0,
    });
  });

  test('allows what it allows and nothing else', async () => {
    world.answering(() => world.allow('GET/token'));
    expect((await world.get('/token', 'abc')).status).toBe(200);
    const refused = await world.get('/token', 'abc', 'POST');
    expect([refused.status, refused.body]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource"}',
    ]);
    expect(refused.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    expect(world.asked).toHaveLength(1);
  });

  test('refuses by an explicit deny before any allow', async () => {
    world.answering(() => policy([world.statement('Allow', '*'), world.statement('Deny', 'POST/token')]));
    const refused = await world.get('/token', 'abc', 'POST');
    expect([refused.status, refused.body]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    ]);
    expect((await world.get('/token', 'abc')).status).toBe(200);
  });

  test('may have conditions', async () => {
    const from = (cidr: string) =>
      policy([{ ...world.statement('Allow', '*'), Condition: { IpAddress: { 'aws:SourceIp': cidr } } }]);
    world.answering(({ authorizationToken }) => from(authorizationToken === 'near' ? '127.0.0.0/8' : '10.0.0.0/8'));
    expect((await world.get('/token', 'near')).status).toBe(200);
    expect((await world.get('/token', 'far')).status).toBe(403);
  });

  test('is an error of the API when it is no answer', async () => {
    const wrong: unknown[] = [
      'garbage',
      'null',
      '[]',
      {},
      { ...world.allow('*'), principalId: undefined },
      { ...world.allow('*'), principalId: 7 },
      { ...world.allow('*'), policyDocument: undefined },
      { ...world.allow('*'), policyDocument: { Version: '2012-10-17' } },
      { ...world.allow('*'), policyDocument: { Version: '2012-10-17', Statement: [null] } },
      { ...world.allow('*'), policyDocument: { Version: '2012-10-17', Statement: ['Allow'] } },
      policy([{ Effect: 'Maybe', Action: '*', Resource: '*' }]),
      policy([{ Effect: 'Allow', Action: 'execute-api:Invoke' }]),
      policy([{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 7 }]),
      policy([{ ...world.statement('Allow', '*'), Condition: { Near: { 'aws:SourceIp': 'x' } } }]),
      policy([{ ...world.statement('Allow', '*'), Resource: `arn:aws:execute-api:*:*:${'x'.repeat(600)}` }]),
      world.allow('*', { context: { list: [] } }),
      world.allow('*', { context: { nothing: null } }),
      world.allow('*', { context: 'text' }),
      world.allow('*', { usageIdentifierKey: 7 }),
    ];
    for (const [at, answer] of wrong.entries()) {
      world.answering(() => answer);
      const received = await world.get('/token', `wrong-${at}`);
      expect([answer, received.status, received.body]).toEqual([answer, 500, '{"message":null}']);
      expect(received.headers['x-amzn-errortype']).toBe('AuthorizerConfigurationException');
    }
    world.answering(() => world.allow('*'));
    expect((await world.get('/token', 'wrong-0')).status).toBe(200);
    expect(world.edge.cloud.log.join('\n')).not.toContain('TypeError');
  });

  test('"Unauthorized" thrown is 401, anything else thrown an error of the API', async () => {
    world.answering(() => {
      throw new FunctionError('Unauthorized');
    });
    const unauthorized = await world.get('/token', 'abc');
    expect([unauthorized.status, unauthorized.body]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(unauthorized.headers['x-amzn-errortype']).toBe('UnauthorizedException');
    world.answering(() => {
      throw new FunctionError('secret cause');
    });
    const failed = await world.get('/token', 'abc');
    expect([failed.status, failed.body]).toEqual([500, '{"message":null}']);
    expect(failed.headers['x-amzn-errortype']).toBe('AuthorizerFailureException');
  });

  test('that does not come is an error of the API', async () => {
    world.answering(() => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    });
    expect((await world.get('/token', 'abc')).headers['x-amzn-errortype']).toBe('AuthorizerConfigurationException');
    world.answering(() => new Promise(() => undefined));
    const pending = world.get('/token', 'abc');
    const ticks = setInterval(() => world.edge.cloud.clock.advance(1000), 5);
    const received = await pending;
    clearInterval(ticks);
    expect([received.status, received.headers['x-amzn-errortype']]).toEqual([500, 'AuthorizerConfigurationException']);
  });
});

describe('the identity', () => {
  test('that is missing or of another form is 401, and nobody is asked', async () => {
    for (const token of [undefined, '', 'not a token']) {
      const received = await world.get('/token', token);
      expect([received.status, received.body]).toEqual([401, '{"message":"Unauthorized"}']);
    }
    for (const path of ['/pets/7', '/pets/7?tenant=', '/pets/7?other=1']) {
      expect((await world.get(path, 'abc')).status).toBe(401);
    }
    expect((await world.get('/pets/7?tenant=a')).status).toBe(401);
    expect(world.asked).toEqual([]);
    expect((await world.get('/pets/7?tenant=a', 'abc')).status).toBe(200);
    expect(world.asked).toHaveLength(1);
  });

  test('may be missing where a REQUEST authorizer has no cache', async () => {
    expect((await world.get('/uncached')).status).toBe(200);
    expect((await world.get('/uncached')).status).toBe(200);
    expect(world.asked).toHaveLength(2);
  });
});

describe('the permission', () => {
  test('is the function’s own, for this authorizer', async () => {
    const failed = await world.get('/closed', 'abc');
    expect([failed.status, failed.headers['x-amzn-errortype']]).toEqual([500, 'AuthorizerConfigurationException']);
    world.edge.lambda.allow(
      'locked',
      `arn:aws:execute-api:us-east-1:123456789012:${world.api}/authorizers/${world.ids.role}`,
    );
    expect((await world.get('/closed', 'abc')).status).toBe(500);
    expect(world.asked).toEqual([]);
    world.edge.lambda.allow('locked', `arn:aws:execute-api:us-east-1:123456789012:${world.api}/authorizers/*`);
    expect((await world.get('/closed', 'abc')).status).toBe(200);
    world.edge.lambda.policies.delete('locked');
  });

  test('is that of the role in authorizerCredentials', async () => {
    expect((await world.get('/role', 'abc')).status).toBe(200);
    expect(world.asked).toHaveLength(1);
  });
});

describe('the logs', () => {
  test('of access tell the outcome; those of execution hide token and principal', async () => {
    world.answering(() => world.allow('GET/token', { context: { tenant: 'acme' } }));
    const token = 'a_very_secret_token_of_the_caller';
    const good = await world.get('/token', token);
    const bad = await world.get('/token', token, 'POST');
    const none = await world.get('/token');
    const line = async ({ headers }: Received) =>
      (await logLines(world.edge.cloud, '/access'))
        .find((each) => each.startsWith(String(headers['x-amzn-requestid'])))
        ?.slice(37);
    expect(await line(good)).toBe('200 - the-user-of-this-spec acme 200 200 0 -');
    expect(await line(bad)).toBe('403 ACCESS_DENIED the-user-of-this-spec acme 403 - 0 -');
    expect(await line(none)).toBe('401 UNAUTHORIZED - - 401 - 0 -');
    const lines = await logLines(world.edge.cloud, `API-Gateway-Execution-Logs_${world.api}/test`);
    const own = lines.filter((each) => each.includes(String(good.headers['x-amzn-requestid']))).join('\n');
    expect(own).toContain(`Starting authorizer: ${world.ids.token}`);
    expect(own).toMatch(/Using valid authorizer policy for principal: \*{15}s-spec/);
    expect(own).toMatch(/"Auth":"\*+caller"/);
    expect(lines.join('\n')).not.toContain(token);
  });
});
