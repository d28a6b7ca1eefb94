import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { attributes } from '@palisade/lambda-kit';
import { bundleHandler } from '@palisade/lambda-kit/build';
import { invokePackage, packageFacts, startFakeDynamodb, type FakeDynamodb } from '@palisade/lambda-kit/testing';
import { apiKeyHash, apiKeyOf } from '@palisade/shared-types';
import { options } from './build.ts';
import { authorizerEvent } from './src/testing/authorizer-event.ts';

const key = apiKeyOf(new Uint8Array(32));
const keyHash = apiKeyHash(key);

let dir: string;
let dynamodb: FakeDynamodb;
const into = (name: string) => ({ outdir: join(dir, name), mapdir: join(dir, 'map') });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'api-authorizer-'));
  dynamodb = await startFakeDynamodb({ permissions: { key: 'keyHash' } });
  await bundleHandler({ ...options(), ...into('dist') });
});
afterAll(async () => {
  await dynamodb.close();
  await rm(dir, { recursive: true });
});
afterEach(() => dynamodb.reset());

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await packageFacts(join(dir, 'dist'));
    expect(facts.gzipBytes).toBeLessThanOrEqual(80_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    await bundleHandler({ ...options(), ...into('again') });
    for (const name of ['index.js', 'bundle.js', 'bundle.cache']) {
      const [one, other] = await Promise.all(['dist', 'again'].map((at) => readFile(join(dir, at, name), 'base64')));
      expect(one).toBe(other);
    }
  });

  const env = () => ({
    PERMISSIONS_TABLE: 'permissions',
    AWS_ENDPOINT_URL: dynamodb.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_SESSION_TOKEN: 'session-token',
  });
  const invoke = (given: Record<string, string> = env()) =>
    invokePackage(join(dir, 'dist'), authorizerEvent(key), given);

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
