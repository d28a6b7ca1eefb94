import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler } from '@palisade/lambda-kit/build';
import { apiEvent } from '@palisade/lambda-kit/testing';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { options } from './build.ts';

let dir: string;
const into = (name: string) => ({ outdir: join(dir, name), mapdir: join(dir, 'map') });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'status-handler-'));
  await bundleHandler({ ...options(), ...into('dist') });
});
afterAll(() => rm(dir, { recursive: true }));

describe('the package', () => {
  test('is the same bytes when built again', async () => {
    await bundleHandler({ ...options(), ...into('again') });
    for (const name of ['index.js', 'bundle.js', 'bundle.cache', 'package.json']) {
      const [one, other] = await Promise.all(
        ['dist', 'again'].map((outdir) => readFile(join(dir, outdir, name), 'base64')),
      );
      expect(one).toBe(other);
    }
  });

  test('has at most 20 kB of code, compressed, and needs nothing but Node', async () => {
    const [index, bundle] = await Promise.all(
      ['index.js', 'bundle.js'].map((name) => readFile(join(dir, 'dist', name))),
    );
    expect(gzipSync(Buffer.concat([index ?? Buffer.of(), bundle ?? Buffer.of()]), { level: 9 }).length).toBeLessThan(
      20_000,
    );
    const code = String(bundle);
    expect(code).not.toMatch(/\bimport\(/);
    const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(required.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  });
});

describe('the package, loaded as Lambda loads it', () => {
  const invoke = async (env: Record<string, string>, event: object) => {
    const child = join(import.meta.dirname, 'src/testing/invoke-package.ts');
    const args = ['--expose-gc', child, join(dir, 'dist/index.js'), JSON.stringify(event)];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
    const lines = stdout.trim().split('\n');
    return { answer: JSON.parse(lines.pop() ?? '') as APIGatewayProxyResult, log: lines.join('\n') + stderr };
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
    await expect(invoke({}, apiEvent())).rejects.toThrow('ENVIRONMENT_SUFFIX is not set');
  });
});
