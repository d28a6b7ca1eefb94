import { parseStatusReport } from '@palisade/shared-types';
import { expect, reportOf, test } from '../../src/secure-api-fixtures.ts';

test.describe('signed', () => {
  test('GET / answers what the requirement says', async ({ api, stack }) => {
    const report = await reportOf(await api.ask(''));
    expect(report).toMatchObject({
      message: 'Secure API with KMS-encrypted logs',
      environment: stack.stack.replace(/^secure-api-/, ''),
      path: '/',
      method: 'GET',
    });
    expect(Math.abs(Date.parse(report.timestamp) - Date.now())).toBeLessThan(300_000);
  });

  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    test(`${method} /any/path answers which it was`, async ({ api }) => {
      const body = method === 'GET' ? '' : '{"a":1}';
      expect(await reportOf(await api.ask('/any/path', { method, body }))).toMatchObject({ method, path: '/any/path' });
    });
  }

  test('the answer carries no CORS header, since no origin is allowed', async ({ api }) => {
    const answer = await api.ask('/any', { headers: { origin: 'https://app.example.com' } });
    await reportOf(answer);
    expect(Object.keys(answer.headers()).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

test.describe('refused', () => {
  for (const path of ['', '/any/path']) {
    test(`unsigned ${path || '/'}`, async ({ api }) => {
      const answer = await api.ask(path, { as: 'nobody' });
      expect(answer.status()).toBe(403);
      expect(parseStatusReport(await answer.json()).ok).toBe(false);
      expect(await answer.text()).not.toMatch(/arn:|execute-api|token/i);
    });

    test(`${path || '/'} signed by another role of the account`, async ({ api, identities }) => {
      const answer = await api.ask(path, { as: identities.verifier });
      expect(answer.status()).toBe(403);
      expect(await answer.text()).not.toMatch(/arn:|execute-api|policy/i);
    });
  }

  test('POST / : the root is asked by GET alone', async ({ api }) => {
    expect((await api.ask('', { method: 'POST' })).status()).toBe(403);
  });

  test('an OPTIONS from a page, since no origin is allowed', async ({ api }) => {
    const headers = { origin: 'https://app.example.com', 'access-control-request-method': 'GET' };
    expect((await api.ask('/any', { as: 'nobody', method: 'OPTIONS', headers })).status()).toBe(403);
  });

  test('a signature for another region', async ({ api }) => {
    expect((await api.ask('/any', { region: 'us-east-1' })).status()).toBe(403);
    await reportOf(await api.ask('/any'));
  });

  test('a signature with a wrong key', async ({ api, identities }) => {
    const wrong = { ...identities.client, secretAccessKey: 'x'.repeat(40) };
    expect((await api.ask('/any', { as: wrong })).status()).toBe(403);
  });
});

test.describe('the health route', () => {
  test('is answered to anybody, and not by the function', async ({ request, stack }) => {
    const answer = await request.get(stack.outputs.healthUrl);
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok', requestId: answer.headers()['x-amzn-requestid'] });
    expect(answer.headers()).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  test('takes no other media type than JSON', async ({ api }) => {
    for (const [type, status] of [
      ['application/json', 200],
      ['text/plain', 415],
    ] as const) {
      const answer = await api.ask('/health', { as: 'nobody', headers: { 'content-type': type } });
      expect(answer.status(), type).toBe(status);
    }
  });

  test('is GET alone: anything else below it is a path of the function, signed', async ({ api }) => {
    expect((await api.ask('/health/x', { as: 'nobody' })).status()).toBe(403);
    expect(await reportOf(await api.ask('/health/x'))).toMatchObject({ path: '/health/x' });
  });
});
