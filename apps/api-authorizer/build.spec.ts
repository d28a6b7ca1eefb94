import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { attributes } from '@palisade/lambda-kit';
import { bundleHandler } from '@palisade/lambda-kit/build';
import {
  buildPackage,
  lambdaEnvironment,
  startFakeDynamodb,
  type BuiltPackage,
  type FakeDynamodb,
} from '@palisade/lambda-kit/testing';
import { apiKeyHash, apiKeyOf } from '@palisade/shared-types';
import { options } from './build.ts';
import { authorizerEvent } from './src/testing/authorizer-event.ts';

const key = apiKeyOf(new Uint8Array(32));
const keyHash = apiKeyHash(key);

let built: BuiltPackage;
let dynamodb: FakeDynamodb;

beforeAll(async () => {
  dynamodb = await startFakeDynamodb({ permissions: { key: 'keyHash' } });
  built = await buildPackage('api-authorizer', (target) => bundleHandler({ ...options(), ...target }));
});
afterAll(async () => {
  await dynamodb.close();
  await built.remove();
});
afterEach(() => dynamodb.reset());

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await built.facts();
    expect(facts.gzipBytes).toBeLessThanOrEqual(80_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });

  const env = () => ({
    PERMISSIONS_TABLE: 'permissions',
    AWS_ENDPOINT_URL: dynamodb.endpoint,
    ...lambdaEnvironment,
  });
  const invoke = (given: Record<string, string> = env()) => built.invoke(authorizerEvent(key), given);

  test('lets a known key in, signing with the session token', async () => {
    const item = { keyHash, clientId: 'client-1', level: 'admin', enabled: true };
    dynamodb.tables.get('permissions')?.set(keyHash, attributes(item));
    const { answer, log } = await invoke();
    expect(answer).toMatchObject({ principalId: 'client-1', usageIdentifierKey: key });
    expect(dynamodb.requests[0]?.headers).toMatchObject({
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE\/\d{8}\/us-east-1\/dynamodb\//),
      'x-amz-security-token': 'session-token',
    });
    expect(log).not.toContain(key);
  });

  test('does not let an unknown one in', async () => {
    const { error, log } = await invoke();
    expect(error).toEqual({ name: 'EventProblem', message: 'Unauthorized' });
    expect(log).not.toContain(key);
  });

  test('does not start without its table', async () => {
    const { PERMISSIONS_TABLE: _, ...rest } = env();
    await expect(invoke(rest)).resolves.toMatchObject({
      error: { message: expect.stringContaining('PERMISSIONS_TABLE') },
    });
  });
});
