import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler } from '@palisade/lambda-kit/build';
import { apiEvent, buildPackage, type BuiltPackage } from '@palisade/lambda-kit/testing';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { options } from './build.ts';

let built: BuiltPackage;

beforeAll(async () => {
  built = await buildPackage('status-handler', (target) => bundleHandler({ ...options(), ...target }));
});
afterAll(() => built.remove());

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await built.facts();
    expect(facts.gzipBytes).toBeLessThanOrEqual(20_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });
});

describe('the package, loaded as Lambda loads it', () => {
  const invoke = async (env: Record<string, string>, event: object) => {
    const { answer, error, log } = await built.invoke(event, env);
    return { answer: answer as APIGatewayProxyResult, error, log };
  };

  test('answers, and logs nothing of the event but method and resource', async () => {
    const event = apiEvent({ httpMethod: 'PUT', path: '/CANARY', resource: '/{proxy+}', body: 'CANARY' });
    const { answer, log } = await invoke({ ENVIRONMENT_SUFFIX: 'test' }, event);
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ environment: 'test', path: '/CANARY', method: 'PUT' });
    expect(log).toContain('request completed');
    expect(log).not.toContain('CANARY');
  });

  test('names a listed origin and no other', async () => {
    const env = { ENVIRONMENT_SUFFIX: 'test', ALLOWED_ORIGINS: 'https://app.example.com' };
    const from = async (Origin: string) =>
      (await invoke(env, apiEvent({ httpMethod: 'GET', headers: { Origin } }))).answer.headers;
    expect(await from('https://app.example.com')).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      vary: 'Origin',
    });
    expect(await from('https://evil.example.com')).not.toHaveProperty('access-control-allow-origin');
  });

  test('does not start without its environment, and says what is missing', async () => {
    const { error } = await invoke({}, apiEvent());
    expect(error?.message).toContain('ENVIRONMENT_SUFFIX is not set');
  });
});
