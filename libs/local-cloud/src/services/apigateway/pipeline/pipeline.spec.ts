import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../kernel/errors.ts';
import {
  FunctionError,
  startEdgeCloud,
  type EdgeCloud,
  type ProxyEvent,
  type Received,
} from '../testing/edge-cloud.ts';
import { MODEL } from '../resources/model.ts';
import { REQUEST_VALIDATOR } from '../resources/request-validator.ts';

const ok = { statusCode: 200, body: '{"ok":true}' };

let edge: EdgeCloud;
let url: string;
let api: string;
let caller: string;
let stranger: string;

beforeAll(async () => {
  edge = await startEdgeCloud((declare) => {
    const rest = declare.api({ binaryMediaTypes: ['image/png'] });
    api = rest.id;
    declare.stack.resource(MODEL, 'model', {
      restApi: rest.id,
      name: 'Document',
      contentType: 'application/json',
      schema: JSON.stringify({
        $schema: 'http://json-schema.org/draft-04/schema#',
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', maxLength: 10 },
          size: { type: 'integer', minimum: 0, exclusiveMinimum: true },
        },
      }),
    });
    const validator = declare.stack.resource(REQUEST_VALIDATOR, 'validator', {
      restApi: rest.id,
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    declare.proxy(rest, 'POST', 'documents', 'echo', {
      requestValidatorId: validator.id,
      requestModels: { 'application/json': 'Document', $default: 'Document' },
    });
    declare.proxy(rest, 'POST', 'loose', 'echo', {
      requestValidatorId: validator.id,
      requestModels: { 'application/json': 'Document' },
    });
    declare.proxy(rest, 'GET', 'search', 'echo', {
      requestValidatorId: validator.id,
      requestParameters: { 'method.request.querystring.q': true, 'method.request.header.X-Who': true },
    });
    declare.proxy(rest, 'ANY', 'echo', 'echo');
    declare.proxy(rest, 'GET', 'pets/{id}', 'echo');
    declare.proxy(rest, 'GET', 'pets/best', 'echo');
    declare.proxy(rest, 'ANY', 'files/{proxy+}', 'echo');
    declare.proxy(rest, 'GET', 'private', 'echo', { authorization: 'AWS_IAM' });
    declare.proxy(rest, 'GET', 'forbidden', 'closed');
    declare.proxy(rest, 'GET', 'elsewhere', 'narrow');
    declare.proxy(rest, 'GET', 'answer', 'answer', {}, { timeoutMilliseconds: 1000 });
    const stage = declare.stage(rest, { variables: { color: 'blue' } });
    url = String(stage.outputs['invokeUrl']);
    const invoke = [
      {
        Effect: 'Allow',
        Action: 'execute-api:Invoke',
        Resource: `${String(stage.outputs['executionArn'])}/GET/private`,
      },
    ];
    caller = String(declare.role('caller', 'lambda.amazonaws.com', invoke).outputs['arn']);
    stranger = String(
      declare.role('stranger', 'lambda.amazonaws.com', [{ ...invoke[0], Action: 's3:GetObject' }]).outputs['arn'],
    );
  });
  const { lambda } = edge;
  lambda.functions.set('echo', (event) => ({ statusCode: 200, body: JSON.stringify(event) }));
  lambda.functions.set('closed', () => ok);
  lambda.functions.set('narrow', () => ok);
  lambda.allow('echo', `arn:aws:execute-api:us-east-1:123456789012:${api}/test/*`);
  lambda.allow('answer', `arn:aws:execute-api:us-east-1:123456789012:${api}/test/GET/answer`);
  lambda.allow('narrow', `arn:aws:execute-api:us-east-1:123456789012:${api}/test/GET/other`);
});

afterAll(() => edge.cloud.close());

const get = (path: string, headers: Record<string, string> = {}) => edge.send({ url: `${url}${path}`, headers });
const post = (path: string, body: string, type?: string) =>
  edge.send({
    url: `${url}${path}`,
    method: 'POST',
    body,
    headers: type === undefined ? {} : { 'content-type': type },
  });
const event = (received: Received) => JSON.parse(received.body) as ProxyEvent;

function answer(handler: (event: ProxyEvent) => unknown): Promise<Received> {
  edge.lambda.functions.set('answer', handler);
  return get('/answer');
}

describe('the event', () => {
  test('is what a proxy integration gets', async () => {
    const received = await edge.send({
      url: `${url}/pets/7%2F8?a=1&a=2&b=&c=x%20y`,
      headers: { 'X-Two': ['one', 'two'], 'user-agent': 'spec' },
    });
    expect(received.status).toBe(200);
    const { clock } = edge.cloud;
    expect(event(received)).toEqual({
      resource: '/pets/{id}',
      path: '/pets/7%2F8',
      httpMethod: 'GET',
      headers: expect.objectContaining({
        'X-Two': 'two',
        'user-agent': 'spec',
        'X-Forwarded-For': '127.0.0.1',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      }),
      multiValueHeaders: expect.objectContaining({ 'X-Two': ['one', 'two'] }),
      queryStringParameters: { a: '2', b: '', c: 'x y' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: [''], c: ['x y'] },
      pathParameters: { id: '7/8' },
      stageVariables: { color: 'blue' },
      requestContext: {
        resourceId: expect.any(String),
        resourcePath: '/pets/{id}',
        httpMethod: 'GET',
        extendedRequestId: received.headers['x-amz-apigw-id'],
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        path: '/test/pets/7%2F8',
        accountId: '123456789012',
        protocol: 'HTTP/1.1',
        stage: 'test',
        domainPrefix: api,
        requestTimeEpoch: clock.now(),
        requestId: received.headers['x-amzn-requestid'],
        identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'spec', userArn: null, caller: null }),
        domainName: `${api}.execute-api.us-east-1.amazonaws.com`,
        deploymentId: expect.any(String),
        apiId: api,
      },
      body: null,
      isBase64Encoded: false,
    });
  });

  test('carries a text body as text and a binary one as Base64', async () => {
    const text = event(await post('/echo', 'grüezi', 'text/plain'));
    expect([text['body'], text['isBase64Encoded']]).toEqual(['grüezi', false]);
    const png = event(await post('/echo', 'grüezi', 'image/png'));
    expect([png['body'], png['isBase64Encoded']]).toEqual([Buffer.from('grüezi').toString('base64'), true]);
  });

  test('has null where there is nothing', async () => {
    expect(event(await get('/echo'))).toMatchObject({ pathParameters: null, queryStringParameters: null, body: null });
  });
});

describe('routes', () => {
  test('prefer a literal to a variable, and that to a greedy one', async () => {
    expect(event(await get('/pets/best'))['resource']).toBe('/pets/best');
    expect(event(await get('/pets/other'))['resource']).toBe('/pets/{id}');
    expect(event(await get('/files/a/b'))).toMatchObject({
      resource: '/files/{proxy+}',
      pathParameters: { proxy: 'a/b' },
    });
    expect(event(await get('/pets/best/'))['resource']).toBe('/pets/best');
  });

  test.each([
    ['an unknown path', 'GET', '/nothing'],
    ['a method nobody declared', 'DELETE', '/documents'],
    ['a greedy variable without a value', 'GET', '/files'],
    ['the root', 'GET', '/'],
    ['a method that ANY does not stand for', 'PURGE', '/echo'],
  ])('%s asks for an authentication token', async (_what, method, path) => {
    const received = await edge.send({ url: `${url}${path}`, method });
    expect([received.status, received.body]).toEqual([403, '{"message":"Missing Authentication Token"}']);
    expect(received.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  });

  test.each(['/_execute-api/unknown/test/echo', '/_execute-api/API/unknown/echo'])('%s is forbidden', async (path) => {
    const received = await edge.send({ url: `${edge.cloud.endpoint}${path.replace('API', api)}` });
    expect([received.status, received.body]).toEqual([403, '{"message":"Forbidden"}']);
  });

  test('plain http is refused, https is not', async () => {
    expect((await edge.send({ url: `${url}/echo`.replace('https:', 'http:') })).status).toBe(403);
    expect((await edge.send({ url: `${url}/echo` })).status).toBe(200);
  });
});

describe('IAM authorisation', () => {
  test('lets a role in that may invoke the method, and tells the function who it is', async () => {
    const received = await edge.send({ url: `${url}/private?a=1`, signer: edge.cloud.role(caller) });
    expect(received.status).toBe(200);
    const { requestContext, headers } = event(received);
    expect(requestContext.identity).toMatchObject({
      accountId: '123456789012',
      userArn: 'arn:aws:sts::123456789012:assumed-role/caller/test',
      caller: expect.stringMatching(/^AROA[A-Z2-7]{17}:test$/),
      user: requestContext.identity['caller'],
      accessKey: expect.stringMatching(/^ASIA/),
    });
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('authorization');
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('x-amz-security-token');
  });

  test('turns a role away that may not', async () => {
    const received = await edge.send({ url: `${url}/private`, signer: edge.cloud.role(stranger) });
    expect(received.status).toBe(403);
    expect(JSON.parse(received.body)).toEqual({
      Message:
        'User: arn:aws:sts::123456789012:assumed-role/stranger/test is not authorized to perform: execute-api:Invoke on resource: ' +
        `arn:aws:execute-api:us-east-1:********9012:${api}/test/GET/private because no identity-based policy allows the ` +
        'execute-api:Invoke action',
    });
    expect(received.headers['x-amzn-errortype']).toBe('AccessDeniedException');
  });

  test('asks an unsigned caller for a token', async () => {
    const received = await get('/private');
    expect([received.status, received.body]).toEqual([403, '{"message":"Missing Authentication Token"}']);
  });

  test('refuses a signature made with another secret', async () => {
    const signer = edge.cloud.role(caller);
    const forged = { ...signer, credentials: { ...signer.credentials, secretAccessKey: 'x'.repeat(40) } };
    const received = await edge.send({ url: `${url}/private`, signer: forged });
    expect(received.status).toBe(403);
    expect(received.headers['x-amzn-errortype']).toBe('InvalidSignatureException');
    expect(received.body).toMatch(/^\{"message":"The request signature we calculated does not match/);
  });

  test('refuses a signature for another region', async () => {
    const received = await edge.send({
      url: `${url}/private`,
      signer: edge.cloud.role(caller, { region: 'eu-west-1' }),
    });
    expect([received.status, received.headers['x-amzn-errortype']]).toEqual([403, 'InvalidSignatureException']);
    expect(received.body).toContain('scoped to a valid Region');
  });

  test('refuses an expired session', async () => {
    const signer = edge.cloud.role(caller);
    edge.cloud.clock.advance(2 * 60 * 60 * 1000);
    const offset = edge.cloud.clock.now() - Date.now();
    const received = await edge.send({ url: `${url}/private`, signer: { ...signer, systemClockOffset: offset } });
    expect([received.status, received.headers['x-amzn-errortype']]).toEqual([403, 'ExpiredTokenException']);
  });
});

describe('request validation', () => {
  test('lets a valid body pass', async () => {
    expect((await post('/documents', '{"name":"x","size":1}', 'application/json')).status).toBe(200);
  });

  test.each([
    ['a missing property', '{"size":1}'],
    ['an unknown property', '{"name":"x","extra":1}'],
    ['a wrong type', '{"name":1}'],
    ['an excluded minimum', '{"name":"x","size":0}'],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('refuses %s', async (_what, body) => {
    const received = await post('/documents', body, 'application/json');
    expect([received.status, received.body]).toEqual([400, '{"message": "Invalid request body"}']);
    expect(received.headers['x-amzn-errortype']).toBe('BadRequestException');
  });

  test('holds for every content type when the model is bound to $default, and is skipped when it is not', async () => {
    expect((await post('/documents', '{"size":1}', 'text/plain')).status).toBe(400);
    expect((await post('/loose', '{"size":1}', 'text/plain')).status).toBe(200);
    expect((await post('/loose', '{"size":1}', 'application/json; charset=utf-8')).status).toBe(400);
    expect((await post('/loose', '{"size":1}')).status).toBe(400);
  });

  test('names the required parameters that are missing', async () => {
    expect((await get('/search?q=1', { 'x-who': 'me' })).status).toBe(200);
    const received = await get('/search?q=');
    expect([received.status, received.body]).toEqual([
      400,
      '{"message": "Missing required request parameters: [q, X-Who]"}',
    ]);
  });

  test('refuses more than 10 MB', async () => {
    const received = await post('/echo', 'x'.repeat(10 * 1024 * 1024 + 1), 'text/plain');
    expect([received.status, received.body]).toEqual([413, '{"message":"Request Too Long"}']);
  });
});

describe('the integration', () => {
  const error = (status: number) => [status, '{"message": "Internal server error"}'];

  test('passes on status, headers and body', async () => {
    const received = await answer(() => ({
      statusCode: '201',
      headers: { 'X-A': 1, 'Content-Type': 'text/plain', Date: 'never' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'hello',
    }));
    expect([received.status, received.body]).toEqual([201, 'hello']);
    expect(received.headers).toMatchObject({
      'x-a': '1',
      'content-type': 'text/plain',
      'set-cookie': ['a=1', 'b=2'],
      'x-amzn-remapped-date': 'never',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-amz-apigw-id': expect.stringMatching(/^.{15}=$/),
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
    });
  });

  test('answers JSON unless the function says otherwise', async () => {
    expect((await answer(() => ok)).headers['content-type']).toBe('application/json');
  });

  test('undoes Base64 for callers that ask for a binary type', async () => {
    edge.lambda.functions.set('answer', () => ({ statusCode: 200, isBase64Encoded: true, body: 'AAEC' }));
    expect((await get('/answer', { accept: 'image/png' })).bytes).toEqual(Buffer.from([0, 1, 2]));
    expect((await get('/answer', { accept: 'text/plain' })).body).toBe('AAEC');
  });

  test.each<[string, unknown]>([
    ['no JSON', 'garbage'],
    ['a list', []],
    ['null', null],
    ['no status', { body: 'x' }],
    ['an impossible status', { statusCode: 99, body: 'x' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['a header that is an object', { statusCode: 200, headers: { a: {} } }],
    ['a header with a line break', { statusCode: 200, headers: { a: 'x\r\nb: y' } }],
    ['multi-value headers that are no lists', { statusCode: 200, multiValueHeaders: { a: 'x' } }],
  ])('an answer with %s is a bad gateway', async (_what, payload) => {
    const received = await answer(() => payload);
    expect([received.status, received.body]).toEqual(error(502));
    expect(received.headers['x-amzn-errortype']).toBe('InternalServerErrorException');
  });

  test('a function that fails is a bad gateway and its cause stays inside', async () => {
    const received = await answer(() => {
      throw new FunctionError('secret cause');
    });
    expect([received.status, received.body]).toEqual(error(502));
  });

  test('a function that takes longer than the integration waits is a gateway timeout', async () => {
    const pending = answer(() => new Promise(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    const ticks = setInterval(() => edge.cloud.clock.advance(500), 5);
    const received = await pending;
    clearInterval(ticks);
    expect([received.status, received.body]).toEqual([504, '{"message": "Endpoint request timed out"}']);
  });

  test('a function without capacity is an internal error', async () => {
    const received = await answer(() => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    });
    expect([received.status, received.body]).toEqual(error(500));
  });

  test('needs the permission of the function, for this very method', async () => {
    for (const path of ['/forbidden', '/elsewhere']) {
      const received = await get(path);
      expect([received.status, received.body]).toEqual(error(500));
    }
    edge.lambda.allow('closed', `arn:aws:execute-api:us-east-1:123456789012:${api}/*/GET/forbidden`);
    expect((await get('/forbidden')).status).toBe(200);
  });
});
