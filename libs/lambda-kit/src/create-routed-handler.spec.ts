import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Problem, Result } from '@palisade/shared-types';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createRoutedHandler } from './create-routed-handler.ts';
import { createLogger } from './logger.ts';
import { withBody, withoutBody } from './route.ts';
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
