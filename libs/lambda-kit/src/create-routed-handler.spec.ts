import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NumberText, type Problem, type Result } from '@palisade/shared-types';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createRoutedHandler } from './create-routed-handler.ts';
import { HttpProblem, invalidRequest } from './http-problem.ts';
import { createLogger } from './logger.ts';
import { withBody, withExactBody, withoutBody } from './route.ts';
import { apiEvent, captureLogs, lambdaContext, requestContext, type CapturedLogs } from './testing/index.ts';

let logs: CapturedLogs;
beforeAll(() => {
  logs = captureLogs();
});
beforeEach(() => logs.clear());
afterAll(() => logs.restore());

const named = (value: unknown): Result<{ name: string }> =>
  typeof value === 'object' && value !== null && 'name' in value
    ? { ok: true, value: value as { name: string } }
    : { ok: false, errors: [{ field: 'name', message: 'is required' }] };

const routes = {
  'POST /things': withBody(named, async ({ body }) => ({ status: 201, body: { made: body.name } })),
  'PUT /things/{id}': withExactBody(
    (value): Result<unknown> => ({ ok: true, value }),
    async ({ body }) => ({ status: 200, body: { text: body instanceof NumberText ? body.text : 'no number' } }),
  ),
  'GET /things/{id}': withoutBody(async ({ pathParameters, query, authorizer }) => ({
    status: 200,
    body: { pathParameters, query, authorizer },
  })),
  'DELETE /things/{id}': withoutBody(async () => ({ status: 204 })),
};

const invoke = (httpMethod: string, resource: string, more: Partial<APIGatewayProxyEvent> = {}) =>
  createRoutedHandler({ logger: createLogger('spec'), routes })(
    apiEvent({ httpMethod, resource, body: null, headers: {}, ...more }),
    lambdaContext(),
  );

describe('a routed handler', () => {
  test('gives a route the body it checks', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await invoke('POST', '/things', { headers, body: '{"name":"a"}' })).toMatchObject({
      statusCode: 201,
      body: '{"made":"a"}',
    });
    const refused = await invoke('POST', '/things', { headers, body: '{}' });
    expect(refused.statusCode).toBe(400);
    expect((JSON.parse(refused.body) as Problem).errors).toEqual([{ field: 'name', message: 'is required' }]);
    expect((await invoke('POST', '/things', { body: '{"name":"a"}' })).statusCode).toBe(415);
  });

  test('asks no body of a route without one, and gives it what the request has', async () => {
    const context = { ...requestContext(null), authorizer: { clientId: 'c1', level: 'admin' } };
    const answer = await invoke('GET', '/things/{id}', {
      pathParameters: { id: 'a b' },
      queryStringParameters: { limit: '3' },
      requestContext: context as APIGatewayProxyEvent['requestContext'],
    });
    expect(JSON.parse(answer.body)).toEqual({
      pathParameters: { id: 'a b' },
      query: { limit: '3' },
      authorizer: { clientId: 'c1', level: 'admin' },
    });
    expect(JSON.parse((await invoke('GET', '/things/{id}')).body)).toEqual({
      pathParameters: {},
      query: {},
      authorizer: {},
    });
  });

  test('sends no body and no type for a 204', async () => {
    const answer = await invoke('DELETE', '/things/{id}');
    expect(answer).toMatchObject({ statusCode: 204, body: '', isBase64Encoded: false });
    expect(answer.headers).not.toHaveProperty('content-type');
    expect(answer.headers).toHaveProperty('x-request-id');
  });

  test.each([
    ['PUT', '/things'],
    ['GET', '/things'],
    ['get', '/things/{id}'],
    ['GET', 'constructor'],
  ])('has no route %s %s', async (method, resource) => {
    const answer = await invoke(method, resource);
    expect(answer.statusCode).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ type: 'urn:palisade:problem:unknown-route' });
    expect(logs.lines()).toEqual([expect.objectContaining({ level: 'WARN', problem: 'unknown-route' })]);
  });
});

describe('an exact body', () => {
  const headers = { 'content-type': 'application/json' };

  test('has its numbers as they were written', async () => {
    expect((await invoke('PUT', '/things/{id}', { headers, body: '0.10' })).body).toBe('{"text":"0.10"}');
  });

  test('is refused when it is no JSON or names a member twice, unquoted', async () => {
    for (const body of ['{"CANARY"', '{"CANARY":1,"CANARY":2}']) {
      const answer = await invoke('PUT', '/things/{id}', { headers, body });
      expect(answer.statusCode).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ type: 'urn:palisade:problem:malformed-body' });
      expect(answer.body + logs.text()).not.toContain('CANARY');
    }
  });
});

describe('a screen', () => {
  const screened = (headers: Record<string, string>, screen: () => void = refuse) =>
    createRoutedHandler({ logger: createLogger('spec'), routes, screen })(
      apiEvent({ httpMethod: 'GET', resource: '/things/{id}', body: null, headers }),
      lambdaContext(),
    );
  const refuse = () => {
    throw new HttpProblem(invalidRequest, { detail: 'not this' });
  };

  test('that refuses has its problem answered, and nothing the caller wrote is logged or sent back', async () => {
    const answer = await screened({ 'X-Correlation-Id': 'CANARY' });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ detail: 'not this' });
    // Not API Gateway's own id, which is a UUID.
    const ids = { request_id: 'lambda-request-id', correlation_id: 'lambda-request-id' };
    expect(answer.headers).toMatchObject({ 'x-correlation-id': 'lambda-request-id', 'cache-control': 'no-store' });
    expect(logs.lines()).toEqual([expect.objectContaining({ problem: 'invalid-request', ...ids })]);
    expect(JSON.stringify(answer) + logs.text()).not.toContain('CANARY');
  });

  test('that refuses leaves the id by which API Gateway knows the request', async () => {
    const requestId = '22d37064-062d-4454-a981-08fe39751174';
    const handler = createRoutedHandler({ logger: createLogger('spec'), routes, screen: refuse });
    const answer = await handler(apiEvent({ requestContext: { ...requestContext(null), requestId } }), lambdaContext());
    expect(JSON.parse(answer.body)).toMatchObject({ requestId });
    expect((await handler({} as APIGatewayProxyEvent, lambdaContext())).statusCode).toBe(400);
  });

  test('that fails lets nobody through', async () => {
    const fail = () => {
      throw new TypeError('CANARY');
    };
    expect((await screened({}, fail)).statusCode).toBe(500);
    const nothing = () => {
      throw undefined;
    };
    expect((await screened({}, nothing)).statusCode).toBe(500);
    expect(logs.text()).not.toContain('CANARY');
  });

  test('that lets pass changes nothing', async () => {
    const answer = await screened({ 'X-Correlation-Id': 'mine' }, () => undefined);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'x-correlation-id': 'mine' });
  });
});

test('the serial number of a client certificate is in the access line, nothing else of it', async () => {
  const validity = { notBefore: 'May 28 12:30:02 2019 GMT', notAfter: 'Aug  5 09:36:04 2021 GMT' };
  const clientCert = {
    clientCertPem: 'PEM',
    subjectDN: 'CN=CANARY',
    issuerDN: 'CANARY',
    serialNumber: '0A:1b',
    validity,
  };
  const requestContext = { requestId: 'r', identity: { clientCert } } as APIGatewayProxyEvent['requestContext'];
  await invoke('GET', '/things/{id}', { requestContext });
  await invoke('GET', '/things/{id}');
  expect(logs.lines()).toEqual([
    expect.objectContaining({ client_certificate: '0a:1b' }),
    expect.not.objectContaining({ client_certificate: expect.anything() }),
  ]);
  expect(logs.text()).not.toContain('CANARY');
});
