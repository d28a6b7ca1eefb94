import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { middyValidateOptions } from '@middy/core';
import type { Problem, Result } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import fc from 'fast-check';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { createHandler, middyOptions } from './create-handler.ts';
import { HttpProblem, payloadTooLarge } from './http-problem.ts';
import { createLogger } from './logger.ts';
import { apiEvent, captureLogs, lambdaContext, requestContext, type CapturedLogs } from './testing/index.ts';

let logs: CapturedLogs;
beforeAll(() => {
  logs = captureLogs();
});
beforeEach(() => logs.clear());
afterAll(() => logs.restore());

type Run = (request: ApiRequest<unknown>) => Promise<ApiResponse>;
const anyBody = (value: unknown): Result<unknown> => ({ ok: true, value });
const echo: Run = async ({ body }) => ({ status: 201, body: { got: body } });

/** A handler as a fresh execution environment has it, with a clock that ticks 2.5 ms per look. */
const handlerOf = (run: Run, body = anyBody) => {
  let time = 0;
  return createHandler({ logger: createLogger('spec'), body, run, now: () => (time += 2.5) });
};

const invoke = (run: Run, overrides: Partial<APIGatewayProxyEvent> = {}) =>
  handlerOf(run)(apiEvent(overrides), lambdaContext());
const problemOf = ({ headers, body }: APIGatewayProxyResult): Problem => {
  expect(headers?.['content-type']).toBe('application/problem+json');
  return JSON.parse(body) as Problem;
};

describe('a request that succeeds', () => {
  test('is answered with JSON, ids and security headers', async () => {
    const answer = await invoke(async () => ({ status: 201, body: { id: 1 }, headers: { location: '/1' } }));
    expect(answer).toMatchObject({ statusCode: 201, body: '{"id":1}', isBase64Encoded: false });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      location: '/1',
      'x-request-id': 'api-request-id',
      'x-correlation-id': 'api-request-id',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
  });

  test('leaves one access line, without the body', async () => {
    await invoke(async () => ({ status: 201, body: {}, log: { document_id: 'd1' } }), { body: '{"secret":"CANARY"}' });
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'request completed',
        http_method: 'POST',
        resource: '/documents',
        status: 201,
        duration_ms: 2.5,
        request_id: 'api-request-id',
        correlation_id: 'api-request-id',
        function_request_id: 'lambda-request-id',
        document_id: 'd1',
      }),
    ]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test('gives the handler the parsed body, headers in any case, the caller and the time left', async () => {
    const seen: unknown[] = [];
    const run: Run = async (request) => {
      seen.push(
        request.body,
        request.header('X-CUSTOM'),
        request.header('absent'),
        request.caller,
        request.remainingMillis(),
      );
      return { status: 200, body: {} };
    };
    await invoke(run, { body: '{"a":1}', headers: { 'content-type': 'application/json', 'x-Custom': 'yes' } });
    expect(seen).toEqual([{ a: 1 }, 'yes', undefined, '111122223333/AROAEXAMPLEROLEID:alice', 10_000]);
  });

  test('has no caller without IAM authorisation', async () => {
    const run: Run = async ({ caller }) => ({ status: 200, body: { caller: caller ?? 'nobody' } });
    expect((await invoke(run, { requestContext: requestContext(null) })).body).toBe('{"caller":"nobody"}');
  });

  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('may be sent as %s', async (type) =>
    expect(await invoke(echo, { headers: { 'content-type': type } })).toMatchObject({ statusCode: 201 }),
  );

  test('may come base64-encoded from API Gateway', async () => {
    const body = Buffer.from('{"a":"ä"}').toString('base64');
    expect((await invoke(echo, { body, isBase64Encoded: true })).body).toBe('{"got":{"a":"ä"}}');
  });
});

describe('ids', () => {
  test("the caller's correlation id is echoed and logged", async () => {
    const headers = { 'content-type': 'application/json', 'X-Correlation-Id': 'order-7/4:a' };
    const answer = await invoke(echo, { headers });
    expect(answer.headers).toMatchObject({ 'x-correlation-id': 'order-7/4:a', 'x-request-id': 'api-request-id' });
    expect(logs.lines()[0]).toMatchObject({ correlation_id: 'order-7/4:a', request_id: 'api-request-id' });
  });

  test.each(['', ' ', 'two words', 'line\nbreak', 'x'.repeat(129), '"', 'ä', '<script>'])(
    'a correlation id of %j is replaced by the request id',
    async (id) => {
      const answer = await invoke(echo, { headers: { 'content-type': 'application/json', 'x-correlation-id': id } });
      expect(answer.headers?.['x-correlation-id']).toBe('api-request-id');
      expect(logs.lines()[0]).toMatchObject({ correlation_id: 'api-request-id' });
    },
  );

  test('of one request do not stay for the next', async () => {
    const handler = handlerOf(echo);
    await handler(
      apiEvent({ headers: { 'content-type': 'application/json', 'x-correlation-id': 'first' } }),
      lambdaContext(),
    );
    await handler(apiEvent(), lambdaContext({ awsRequestId: 'second-lambda-id' }));
    expect(logs.lines().map((line) => [line['correlation_id'], line['function_request_id']])).toEqual([
      ['first', 'lambda-request-id'],
      ['api-request-id', 'second-lambda-id'],
    ]);
  });
});

describe('a request that is refused', () => {
  const unsupported = [
    'text/plain',
    'application/xml',
    'application/json2',
    'application/json; charset=latin1',
    'application/ld+json',
    '',
  ];

  test.each(unsupported)('with 415 when sent as %j', async (type) => {
    const answer = await invoke(echo, { headers: { 'content-type': type } });
    expect(answer.statusCode).toBe(415);
    expect(problemOf(answer)).toMatchObject({ status: 415, errors: [{ field: 'Content-Type' }] });
  });

  test('with 415 without a media type', async () => {
    expect(await invoke(echo, { headers: {} })).toMatchObject({ statusCode: 415 });
  });

  test.each<[string, Partial<APIGatewayProxyEvent>, string]>([
    ['no body', { body: null }, 'is missing'],
    ['an empty body', { body: '' }, 'is missing'],
    ['half a body', { body: '{"a":' }, 'must be valid JSON'],
    ['a body that is text', { body: 'CANARY' }, 'must be valid JSON'],
    [
      'bytes that are no UTF-8',
      { body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), isBase64Encoded: true },
      'must be UTF-8',
    ],
  ])('with 400 for %s', async (_name, event, message) => {
    const answer = await invoke(echo, event);
    expect(answer.statusCode).toBe(400);
    expect(problemOf(answer)).toEqual({
      type: 'urn:palisade:problem:malformed-body',
      title: 'The body is not JSON',
      status: 400,
      detail: `The body ${message}`,
      errors: [{ field: 'body', message }],
      requestId: 'api-request-id',
    });
    expect(answer.body + logs.text()).not.toContain('CANARY');
  });

  test('with 400 naming the fields its schema refuses, which the log does not', async () => {
    const errors = [
      { field: 'a', message: 'is required' },
      { field: 'CANARY', message: 'is not a known field' },
    ];
    const handler = handlerOf(echo, () => ({ ok: false, errors }));
    const answer = await handler(apiEvent(), lambdaContext());
    expect(problemOf(answer)).toMatchObject({
      status: 400,
      errors,
      detail: 'a is required; CANARY is not a known field',
    });
    expect(logs.lines()).toEqual([expect.objectContaining({ level: 'WARN', status: 400, problem: 'invalid-request' })]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test("with the handler's own problem, its headers and all security headers", async () => {
    const answer = await invoke(async () => {
      throw new HttpProblem(payloadTooLarge, { detail: 'content is too large', headers: { 'retry-after': '1' } });
    });
    expect(answer.statusCode).toBe(413);
    expect(problemOf(answer)).toMatchObject({
      type: 'urn:palisade:problem:payload-too-large',
      detail: 'content is too large',
    });
    expect(answer.headers).toMatchObject({
      'retry-after': '1',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'api-request-id',
    });
  });

  test('even when the event is no API Gateway event', async () => {
    for (const event of [{}, null, { headers: null, body: 5, requestContext: null }]) {
      const answer = await handlerOf(echo)(event as unknown as APIGatewayProxyEvent, lambdaContext());
      expect(answer.statusCode).toBe(415);
      expect(problemOf(answer).requestId).toBe('lambda-request-id');
    }
  });
});

describe('a fault on our side', () => {
  const cause = Object.assign(new Error('Access Denied: internal-bucket'), {
    $response: 'CANARY',
    $metadata: { httpStatusCode: 403 },
  });

  test('tells the caller the kind and the log the cause', async () => {
    const kind = { status: 503, code: 'storage-unavailable', title: 'Not now' };
    const answer = await invoke(async () => {
      throw new HttpProblem(kind, {
        cause,
        detail: 'CANARY',
        errors: [{ field: 'CANARY', message: '' }],
        headers: { 'retry-after': '2' },
      });
    });
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
    expect(problemOf(answer)).toEqual({
      type: 'urn:palisade:problem:storage-unavailable',
      title: 'Not now',
      status: 503,
      requestId: 'api-request-id',
    });
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        problem: 'storage-unavailable',
        cause: expect.objectContaining({ name: 'Error', message: 'Access Denied: internal-bucket', status: 403 }),
      }),
    ]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test.each<[string, unknown]>([
    ['an error', new TypeError('CANARY')],
    ['an error with a cause', new Error('CANARY', { cause: new Error('CANARY') })],
    ['a string', 'CANARY'],
    ['nothing', undefined],
    ['null', null],
    ['an object', { message: 'CANARY' }],
  ])('that nobody expected, %s, is a bare 500', async (_name, thrown) => {
    const answer = await invoke(async () => {
      throw thrown;
    });
    expect(answer.statusCode).toBe(500);
    expect(problemOf(answer)).toEqual({
      type: 'urn:palisade:problem:internal-error',
      title: 'The request failed on our side',
      status: 500,
      requestId: 'api-request-id',
    });
    expect(logs.lines()).toEqual([expect.objectContaining({ level: 'ERROR', problem: 'internal-error' })]);
    expect(answer.body + logs.text()).not.toContain('CANARY');
  });

  test('is found by its frames', async () => {
    await invoke(function whereItHappened() {
      throw new RangeError('two\n    at lines');
    });
    expect(logs.lines()[0]).toMatchObject({
      cause: { name: 'RangeError', at: expect.arrayContaining([expect.stringContaining('whereItHappened')]) },
    });
    expect(logs.text()).not.toContain('at lines');
  });

  test('includes a response that cannot be written as JSON', async () => {
    expect(await invoke(async () => ({ status: 200, body: { big: 1n } }))).toMatchObject({ statusCode: 500 });
    expect(logs.lines()).toHaveLength(1);
  });
});

describe('whatever comes', () => {
  test('is answered, below 500, and never logged', async () => {
    const handler = handlerOf(echo);
    const header = fc.oneof(fc.constant('application/json'), fc.string());
    const event = fc.record(
      {
        headers: fc.oneof(
          fc.record({ 'Content-Type': header, 'x-correlation-id': fc.string() }, { requiredKeys: [] }),
          fc.constant(null),
        ),
        body: fc
          .oneof(fc.string(), fc.json(), fc.constant(null))
          .map((body) => (body === null ? null : `${body}CANARY`)),
        isBase64Encoded: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(event, async (given) => {
        logs.clear();
        const answer = await handler({ ...apiEvent(), ...given } as APIGatewayProxyEvent, lambdaContext());
        expect(answer.statusCode).toBeLessThan(500);
        expect(logs.lines()).toHaveLength(1);
        expect(logs.text()).not.toContain('CANARY');
      }),
      { numRuns: 300 },
    );
  });
});

describe('settings', () => {
  test('of middy are ones it knows', () => {
    expect(() => middyValidateOptions({ ...middyOptions })).not.toThrow();
    expect(() => middyValidateOptions({ timeoutEarlyInMilis: 0 })).toThrow('timeoutEarlyInMilis');
  });

  test('cannot make the event appear in the log', async () => {
    process.env['POWERTOOLS_LOGGER_LOG_EVENT'] = 'true';
    process.env['POWERTOOLS_LOG_LEVEL'] = 'TRACE';
    try {
      expect(await handlerOf(echo)(apiEvent({ body: '"CANARY"' }), lambdaContext())).toMatchObject({ statusCode: 201 });
      expect(logs.lines()).toHaveLength(1);
      expect(logs.text()).not.toContain('CANARY');
    } finally {
      delete process.env['POWERTOOLS_LOGGER_LOG_EVENT'];
      delete process.env['POWERTOOLS_LOG_LEVEL'];
    }
  });

  test('take effect without a word in the log before there is a request to log it under', () => {
    handlerOf(echo);
    expect(logs.text()).toBe('');
  });
});
