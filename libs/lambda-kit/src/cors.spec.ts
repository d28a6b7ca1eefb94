import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createHandler } from './create-handler.ts';
import { createLogger } from './logger.ts';
import { apiEvent, captureLogs, lambdaContext, type CapturedLogs } from './testing/index.ts';

const mine = 'https://app.example.com';
const headers = ['access-control-allow-headers', 'access-control-allow-methods', 'access-control-allow-origin'];

let logs: CapturedLogs;
beforeAll(() => {
  logs = captureLogs();
});
afterAll(() => logs.restore());

const answering = (run: () => object, origins?: readonly string[]) =>
  createHandler({
    logger: createLogger('spec'),
    cors: origins && { origins, methods: ['GET', 'POST'] },
    run: async () => ({ status: 200, body: run() }),
  });

const corsOf = async (
  origins: readonly string[] | undefined,
  event: Partial<APIGatewayProxyEvent>,
  run = () => ({}),
) => {
  const answer = await answering(run, origins)(apiEvent({ body: null, ...event }), lambdaContext());
  const found = Object.entries(answer.headers ?? {}).filter(([name]) => /^(access-control-.*|vary)$/.test(name));
  return { status: answer.statusCode, ...Object.fromEntries(found) };
};

test('an origin on the list is named, and nothing is said of credentials', async () => {
  expect(await corsOf([mine], { headers: { Origin: mine } })).toEqual({
    status: 200,
    'access-control-allow-origin': mine,
    vary: 'Origin',
  });
});

test.each([
  ['another origin', { Origin: 'https://evil.example.com' }],
  ['one that begins alike', { Origin: `${mine}.evil.example` }],
  ['the opaque origin', { Origin: 'null' }],
  ['no origin', {}],
])('%s is answered without CORS headers', async (_, sent) => {
  expect(await corsOf([mine], { headers: sent })).toEqual({ status: 200, vary: 'Origin' });
});

test('a preflight is told what may be sent, another OPTIONS is not', async () => {
  const preflight = { Origin: mine, 'Access-Control-Request-Method': 'GET' };
  expect(await corsOf([mine], { httpMethod: 'OPTIONS', headers: preflight })).toEqual({
    status: 200,
    'access-control-allow-origin': mine,
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': expect.stringContaining('x-amz-security-token'),
    'access-control-max-age': '600',
    vary: 'Origin',
  });
  for (const event of [
    { httpMethod: 'OPTIONS', headers: { Origin: mine } },
    { httpMethod: 'GET', headers: preflight },
    { httpMethod: 'OPTIONS', headers: { ...preflight, Origin: 'https://evil.example.com' } },
  ]) {
    expect(await corsOf([mine], event)).not.toHaveProperty('access-control-allow-methods');
  }
});

test('an error carries them too, or the page could not read what was wrong', async () => {
  const failing = (): object => {
    throw new Error('no');
  };
  expect(await corsOf([mine], { headers: { Origin: mine } }, failing)).toMatchObject({
    status: 500,
    'access-control-allow-origin': mine,
  });
});

test('without origins nobody gets one', async () => {
  for (const origins of [undefined, []]) {
    const answer = await corsOf(origins, { headers: { Origin: mine } });
    for (const name of headers) expect(answer).not.toHaveProperty(name);
  }
});

test('a handler without a body reads none, whatever it is', async () => {
  const seen: unknown[] = [];
  const handler = createHandler({
    logger: createLogger('spec'),
    run: async ({ body, method, path }) => {
      seen.push([method, path, body]);
      return { status: 200, body: {} };
    },
  });
  const events = [
    apiEvent({ httpMethod: 'POST', path: '/a/b', body: '{"half":', headers: { 'content-type': 'text/plain' } }),
    // What the console's test button sends.
    {} as APIGatewayProxyEvent,
  ];
  for (const event of events) expect(await handler(event, lambdaContext())).toMatchObject({ statusCode: 200 });
  expect(seen).toEqual([
    ['POST', '/a/b', undefined],
    ['GET', '/', undefined],
  ]);
  expect(logs.text()).not.toContain('half');
});
