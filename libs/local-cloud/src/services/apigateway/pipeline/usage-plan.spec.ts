import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { apigateway } from '../index.ts';
import type { ApiRequest } from '../request-listeners.ts';
import {
  logLines,
  startEdgeCloud,
  type ApiDeclaration,
  type EdgeCloud,
  type ProxyEvent,
} from '../testing/edge-cloud.ts';

const DAY = 24 * 60 * 60 * 1000;
const value = (name: string) => `the-value-of-the-key-${name}`;

let edge: EdgeCloud;
const urls = { main: '', other: '', byAuthorizer: '' };
let api: string;
let ids: Record<string, string>;
let caller: string;

const throttleSettings = { rateLimit: 1, burstLimit: 2 };

function program(declare: ApiDeclaration): void {
  declare.account();
  const log = declare.logGroup('/access');
  const rest = declare.api({ name: 'metered' });
  api = rest.id;
  const needsKey = { apiKeyRequired: true };
  declare.proxy(rest, 'GET', 'open', 'fn');
  declare.proxy(rest, 'GET', 'a/{b}', 'fn', needsKey);
  declare.proxy(rest, 'POST', 'a/{b}', 'fn', needsKey);
  declare.proxy(rest, 'GET', 'signed', 'fn', { ...needsKey, authorization: 'AWS_IAM' });
  caller = String(
    declare.role('caller', 'lambda.amazonaws.com', [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }])
      .outputs['arn'],
  );
  const format =
    '$context.requestId $context.status $context.error.responseType $context.identity.apiKeyId $context.error.message';
  const accessLogSettings = { destinationArn: String(log.outputs['arn']), format };
  const main = declare.stage(rest, { stageName: 'main', accessLogSettings }, 'one');
  const other = declare.stage(rest, { stageName: 'other' }, 'two');
  declare.settings(main, { loggingLevel: 'INFO', dataTraceEnabled: true });
  const third = declare.api({ apiKeySource: 'AUTHORIZER' });
  const { id } = declare.authorizer(third, 'auth');
  declare.proxy(third, 'GET', 'a', 'fn', { ...needsKey, authorization: 'CUSTOM', authorizerId: id });
  declare.proxy(third, 'GET', 'alone', 'fn', needsKey);
  const byAuthorizer = declare.stage(third, { stageName: 'third' }, 'three');
  for (const [name, stage] of Object.entries({ main, other, byAuthorizer })) {
    urls[name as keyof typeof urls] = String(stage.outputs['invokeUrl']);
  }
  const keys = ['fast', 'slow', 'daily', 'weekly', 'off', 'lost', 'elsewhere', 'method'] as const;
  const made = Object.fromEntries(
    keys.map((name) => [name, declare.key(name, { value: value(name), enabled: name !== 'off' })]),
  ) as Record<(typeof keys)[number], ReturnType<ApiDeclaration['key']>>;
  ids = Object.fromEntries(Object.entries(made).map(([name, key]) => [name, key.id]));
  declare.plan('fast', [main, other, byAuthorizer], [made.fast, made.off]);
  declare.plan('slow', [main, other], [made.slow], { throttleSettings });
  declare.plan('daily', [main], [made.daily], { quotaSettings: { limit: 3, period: 'DAY' } });
  declare.plan('weekly', [main], [made.weekly], { quotaSettings: { limit: 2, period: 'WEEK', offset: 1 } });
  declare.plan('elsewhere', [other], [made.elsewhere]);
  declare.plan('method', [], [made.method], {
    throttleSettings,
    apiStages: [{ apiId: rest.id, stage: 'main', throttles: [{ path: '/a/{b}/GET', rateLimit: 1, burstLimit: 1 }] }],
  });
}

beforeAll(async () => {
  // A Wednesday.
  edge = await startEdgeCloud(program, { clock: new ManualClock(Date.UTC(2026, 3, 1, 12)) });
  edge.lambda.functions.set('fn', (event) => ({ statusCode: 200, body: JSON.stringify(event) }));
  edge.lambda.functions.set('auth', ({ authorizationToken }) => ({
    principalId: 'p',
    policyDocument: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] },
    ...(authorizationToken !== 'none' && { usageIdentifierKey: value(String(authorizationToken)) }),
  }));
  edge.lambda.allow('fn', '*');
  edge.lambda.allow('auth', '*');
});

afterAll(() => edge.cloud.close());

beforeEach(() => edge.cloud.clock.advance(10_000));

const call = (key: string | undefined, path = '/a/1', { base = urls.main, method = 'GET' } = {}) =>
  edge.send({ url: `${base}${path}`, method, ...(key !== undefined && { headers: { 'x-api-key': key } }) });

async function statuses(
  count: number,
  key: string,
  path?: string,
  options?: Parameters<typeof call>[2],
): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < count; at++) all.push((await call(key, path, options)).status);
  return all;
}

describe('a key', () => {
  test('opens a method that requires one, and the function learns which', async () => {
    const received = await call(value('fast'));
    expect(received.status).toBe(200);
    const { requestContext } = JSON.parse(received.body) as ProxyEvent;
    expect(requestContext.identity).toMatchObject({ apiKey: value('fast'), apiKeyId: ids['fast'] });
    const open = JSON.parse((await call(value('fast'), '/open')).body) as ProxyEvent;
    expect(open.requestContext.identity).not.toHaveProperty('apiKey');
  });

  test.each<[string, string | undefined]>([
    ['is missing', undefined],
    ['is empty', ''],
    ['nobody knows', 'a-value-that-nobody-issued'],
    ['is only almost right', `${value('fast')} `.slice(0, -2)],
    ['is disabled', value('off')],
    ['is in no usage plan', value('lost')],
    ['is in a usage plan of another stage', value('elsewhere')],
  ])('that %s is forbidden', async (_what, key) => {
    const received = await call(key);
    expect([received.status, received.body]).toEqual([403, '{"message":"Forbidden"}']);
    expect(received.headers['x-amzn-errortype']).toBe('ForbiddenException');
  });

  test('opens the stages of its plan and no others', async () => {
    expect((await call(value('elsewhere'), '/a/1', { base: urls.other })).status).toBe(200);
    expect((await call(value('daily'), '/a/1', { base: urls.other })).status).toBe(403);
  });

  test('does not take the place of a signature, nor a signature that of a key', async () => {
    const as = (signed: boolean, key: string) =>
      edge.send({
        url: `${urls.main}/signed`,
        headers: { 'x-api-key': key },
        ...(signed && { signer: edge.cloud.role(caller) }),
      });
    expect((await as(true, value('fast'))).status).toBe(200);
    expect((await as(true, value('lost'))).body).toBe('{"message":"Forbidden"}');
    expect((await as(false, value('fast'))).body).toBe('{"message":"Missing Authentication Token"}');
  });

  test('may come from the authorizer instead of the caller', async () => {
    const as = (authorization: string, path = '/a', key?: string) =>
      edge.send({ url: `${urls.byAuthorizer}${path}`, headers: { authorization, ...(key && { 'x-api-key': key }) } });
    const received = await as('fast');
    expect(received.status).toBe(200);
    expect((JSON.parse(received.body) as ProxyEvent).requestContext.identity).toMatchObject({ apiKeyId: ids['fast'] });
    expect((await as('slow')).status).toBe(403);
    expect((await as('none')).status).toBe(403);
    expect((await as('none', '/a', value('fast'))).status).toBe(403);
    expect((await as('fast', '/alone', value('fast'))).status).toBe(403);
  });
});

describe('a throttle', () => {
  test('is of each key, over all stages of the plan', async () => {
    expect(await statuses(2, value('slow'))).toEqual([200, 200]);
    const refused = await call(value('slow'), '/a/1', { base: urls.other });
    expect([refused.status, refused.body]).toEqual([429, '{"message":"Too Many Requests"}']);
    expect(refused.headers['x-amzn-errortype']).toBe('TooManyRequestsException');
    expect((await call(value('fast'))).status).toBe(200);
    edge.cloud.clock.advance(1000);
    expect(await statuses(2, value('slow'))).toEqual([200, 429]);
  });

  test('of a method takes the place of the plan’s', async () => {
    expect(await statuses(2, value('method'))).toEqual([200, 429]);
    expect(await statuses(3, value('method'), '/a/1', { method: 'POST' })).toEqual([200, 200, 429]);
  });
});

describe('a quota', () => {
  test('of a day ends with the day', async () => {
    expect(await statuses(3, value('daily'))).toEqual([200, 200, 200]);
    const refused = await call(value('daily'));
    expect([refused.status, refused.body]).toEqual([429, '{"message":"Limit Exceeded"}']);
    expect(refused.headers['x-amzn-errortype']).toBe('LimitExceededException');
    expect((await call(value('fast'))).status).toBe(200);
    edge.cloud.clock.advance(DAY);
    expect(await statuses(1, value('daily'))).toEqual([200]);
  });

  test('of a week begins on the day of its offset', async () => {
    const { clock } = edge.cloud;
    const until = (date: number) => clock.advance(date - clock.now());
    expect(await statuses(3, value('weekly'))).toEqual([200, 200, 429]);
    until(Date.UTC(2026, 3, 5, 23, 59));
    expect(await statuses(1, value('weekly'))).toEqual([429]);
    until(Date.UTC(2026, 3, 6));
    expect(await statuses(3, value('weekly'))).toEqual([200, 200, 429]);
  });

  test('does not count what is throttled or refused before', async () => {
    edge.cloud.clock.advance(DAY);
    await call(value('daily'), '/nothing');
    await call(value('daily'), '/open');
    expect(await statuses(4, value('daily'))).toEqual([200, 200, 200, 429]);
  });

  test('counts requests that come together one by one', async () => {
    edge.cloud.clock.advance(DAY);
    const all = await Promise.all(Array.from({ length: 20 }, () => call(value('daily'))));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(3);
  });
});

test('the logs name the key by its id and show its last characters only', async () => {
  const good = await call(value('fast'));
  const bad = await call('a-value-that-nobody-issued');
  const lines = await logLines(edge.cloud, '/access');
  const line = (id: unknown) => lines.find((each) => each.startsWith(String(id)))?.slice(37);
  expect(line(good.headers['x-amzn-requestid'])).toBe(`200 - ${ids['fast']} -`);
  expect(line(bad.headers['x-amzn-requestid'])).toBe('403 INVALID_API_KEY - Forbidden');
  const all = (await logLines(edge.cloud, `API-Gateway-Execution-Logs_${api}/main`)).join('\n');
  expect(all).toContain(`Usage Plan check succeeded for API Key ${'*'.repeat(19)}y-fast and API Stage ${api}/main`);
  expect(all).toMatch(/API Key \*+issued not authorized because method 'GET \/a\/\{b\}' requires API Key/);
  expect(all).toContain('Key throttle limit exceeded for RestApi');
  expect(all).not.toContain('the-value-of-the-key');
  expect(all).not.toContain('a-value-that-nobody');
  expect(edge.cloud.log.join('\n')).not.toContain('the-value-of-the-key');
  expect(JSON.stringify(edge.cloud.cloud.decisions.list())).not.toContain('the-value-of-the-key');
});

test('who wants to count requests is told of each, until it has enough', async () => {
  const told: (readonly [string, ApiRequest])[] = [];
  const stop = edge.cloud.cloud.host.state(apigateway).onRequest((region, request) => told.push([region, request]));
  await call(value('fast'));
  await call(undefined);
  await call(undefined, '/nothing');
  stop();
  await call(value('fast'));
  const common = { apiName: 'metered', stage: 'main', method: 'GET', latency: 0 };
  expect(told).toEqual([
    ['us-east-1', { ...common, resource: '/a/{b}', status: 200, integrationLatency: 0 }],
    ['us-east-1', { ...common, resource: '/a/{b}', status: 403, integrationLatency: undefined }],
    ['us-east-1', { ...common, resource: undefined, status: 403, integrationLatency: undefined }],
  ]);
});
