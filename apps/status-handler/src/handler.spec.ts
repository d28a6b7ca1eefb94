import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHandler, type ApiHandler } from '@palisade/lambda-kit';
import { apiEvent, captureLogs, lambdaContext, type CapturedLogs } from '@palisade/lambda-kit/testing';
import { parseStatusReport, type Problem, type StatusReport } from '@palisade/shared-types';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';

let handler: ApiHandler;
let logs: CapturedLogs;

beforeAll(async () => {
  process.env['ENVIRONMENT_SUFFIX'] = 'test';
  logs = captureLogs();
  ({ handler } = await import('./handler.ts'));
});
afterAll(() => logs.restore());
beforeEach(() => logs.clear());

const ask = (event: Partial<APIGatewayProxyEvent> = {}) =>
  handler(apiEvent({ resource: '/{proxy+}', body: null, ...event }), lambdaContext());

const reportIn = (body: string): StatusReport => {
  const parsed = parseStatusReport(JSON.parse(body));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
};

describe('every path and method', () => {
  const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

  test.each(methods)('%s is answered with what was asked', async (httpMethod) => {
    const answer = await ask({ httpMethod, path: '/any/path' });
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    const report = reportIn(answer.body);
    expect(report).toEqual({
      message: 'Secure API with KMS-encrypted logs',
      timestamp: expect.any(String),
      environment: 'test',
      path: '/any/path',
      method: httpMethod,
    });
    expect(Math.abs(Date.parse(report.timestamp) - Date.now())).toBeLessThan(60_000);
  });

  test.each([
    ['/', { resource: '/', path: '/' }],
    ['/a', { path: '/a' }],
    ['/a/b%2Fc/d', { path: '/a/b%2Fc/d' }],
    ['/', { path: '' }],
  ])('%s', async (path, event) => {
    expect(reportIn((await ask({ httpMethod: 'GET', ...event })).body)).toMatchObject({ path });
  });

  test('an event that says nothing is GET /', async () => {
    const answer = await handler({} as APIGatewayProxyEvent, lambdaContext());
    expect(reportIn(answer.body)).toMatchObject({ path: '/', method: 'GET' });
  });

  test('whatever is sent is answered, and is in no log line', async () => {
    const texts = fc.string().map((text) => `${text}CANARY`);
    const event = fc.record(
      {
        path: texts.map((text) => `/${text}`),
        body: texts,
        headers: fc.dictionary(fc.string(), texts),
        queryStringParameters: fc.dictionary(fc.string(), texts),
        pathParameters: texts.map((proxy) => ({ proxy })),
      },
      { requiredKeys: ['path'] },
    );
    await fc.assert(
      fc.asyncProperty(event, async (given) => {
        logs.clear();
        const answer = await ask(given);
        expect(answer.statusCode).toBe(200);
        expect(reportIn(answer.body).path).toBe(given.path);
        expect(logs.lines()).toHaveLength(1);
        expect(logs.text()).not.toContain('CANARY');
      }),
    );
  });
});

test('one line in the log, which finds the request', async () => {
  await ask({ httpMethod: 'GET', path: '/any' });
  expect(logs.lines()).toEqual([
    expect.objectContaining({
      service: 'status-handler',
      message: 'request completed',
      http_method: 'GET',
      resource: '/{proxy+}',
      status: 200,
      request_id: 'api-request-id',
    }),
  ]);
});

test('no answer carries a CORS header unless the environment lists origins', async () => {
  const answer = await ask({ httpMethod: 'GET', headers: { Origin: 'https://app.example.com' } });
  expect(Object.keys(answer.headers ?? {}).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('an error says nothing of itself to the caller, and its message is not logged', async () => {
  const { reportStatus } = await import('./report-status.ts');
  const { logger } = await import('./clients.ts');
  const now = (): Date => {
    throw new TypeError('CANARY');
  };
  const failing = createHandler({ logger, run: reportStatus({ environment: 'test', now }) });
  const answer = await failing(apiEvent({ httpMethod: 'GET' }), lambdaContext());
  expect(answer).toMatchObject({ statusCode: 500, headers: { 'content-type': 'application/problem+json' } });
  expect(JSON.parse(answer.body) as Problem).toEqual({
    type: 'urn:palisade:problem:internal-error',
    title: 'The request failed on our side',
    status: 500,
    requestId: 'api-request-id',
  });
  expect(logs.lines()).toEqual([
    expect.objectContaining({ level: 'ERROR', cause: expect.objectContaining({ name: 'TypeError' }) }),
  ]);
  expect(logs.text()).not.toContain('CANARY');
});
