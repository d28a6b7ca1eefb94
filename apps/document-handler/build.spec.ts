import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler, inlineSchemaNames } from '@palisade/lambda-kit/build';
import { apiEvent, buildPackage, lambdaEnvironment, type BuiltPackage } from '@palisade/lambda-kit/testing';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { build } from 'esbuild';
import { options } from './build.ts';
import { startFakeS3, type FakeS3 } from './src/testing/fake-s3.ts';

let built: BuiltPackage;
let s3: FakeS3;

beforeAll(async () => {
  s3 = await startFakeS3();
  built = await buildPackage('document-handler', (target) => bundleHandler({ ...options(), ...target }));
});
afterAll(async () => {
  await s3.close();
  await built.remove();
});
afterEach(() => s3.reset());

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await built.facts();
    expect(facts.gzipBytes).toBeLessThanOrEqual(92_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });
});

describe('each slimming', () => {
  const sizeWith = async (slim: ReturnType<typeof options>['slim']) => {
    const { entry } = options();
    await bundleHandler({ entry, slim, ...built.into('size') });
    return (await readFile(join(built.root, 'size/index.js'))).length;
  };

  // What it saved when it was written, halved: less means that an SDK upgrade has made it void.
  test.each([
    ['environment-credentials-only', 60_000],
    ['no-event-streams', 9_000],
    ['inline-schema-names', 28_000],
  ])('%s still saves %d bytes', async (name, least) => {
    const { slim } = options();
    expect(slim.map((plugin) => plugin.name)).toContain(name);
    const whole = await sizeWith(slim);
    const without = await sizeWith(options().slim.filter((plugin) => plugin.name !== name));
    expect(without - whole).toBeGreaterThan(least);
  });

  test('callback-file-reads still keeps node:fs/promises from being loaded', async () => {
    const { entry, slim } = options();
    const requires = async () =>
      (await readFile(join(built.root, 'size/index.js'), 'utf8')).includes('"node:fs/promises"');
    await bundleHandler({ entry, slim, ...built.into('size') });
    expect(await requires()).toBe(false);
    await bundleHandler({
      entry,
      slim: options().slim.filter(({ name }) => name !== 'callback-file-reads'),
      ...built.into('size'),
    });
    expect(await requires()).toBe(true);
  });

  test('inline-schema-names changes no schema of the SDK', async () => {
    const client = fileURLToPath(import.meta.resolve('@aws-sdk/client-s3/package.json'));
    const schemas = join(client, '../dist-es/schemas/schemas_0.js');
    const load = async (name: string, plugins: ReturnType<typeof options>['slim']) => {
      const outfile = join(built.root, `${name}.mjs`);
      await build({
        entryPoints: [schemas],
        outfile,
        bundle: true,
        format: 'esm',
        platform: 'node',
        mainFields: ['module', 'main'],
        plugins: [...plugins],
      });
      return (await import(outfile)) as Record<string, unknown>;
    };
    const [plain, inlined] = [await load('plain', []), await load('inlined', [inlineSchemaNames()])];
    expect(Object.keys(inlined)).toEqual(Object.keys(plain));
    const names = Object.keys(plain).filter((name) => name.endsWith('$'));
    expect(names.length).toBeGreaterThan(300);
    for (const name of names) expect(shape(inlined[name])).toEqual(shape(plain[name]));
  });

  /** A schema and all it refers to as plain data; what refers back is numbered by first appearance. */
  const shape = (schema: unknown, seen = new Map<unknown, number>()): unknown => {
    if (typeof schema === 'function') return shape((schema as () => unknown)(), seen);
    if (!Array.isArray(schema)) return schema;
    const number = seen.get(schema);
    if (number !== undefined) return `#${number}`;
    seen.set(schema, seen.size);
    return schema.map((member) => shape(member, seen));
  };
});

describe('the package behaves as the unbundled SDK does', () => {
  const environment = {
    BUCKET_NAME: 'documents-test',
    ...lambdaEnvironment,
  };
  const event = apiEvent({ body: JSON.stringify({ fileName: 'a.txt', contentType: 'text/plain', content: 'hello' }) });

  const invoke = async (env: Record<string, string | undefined> = {}) => {
    const child = join(import.meta.dirname, 'src/testing/invoke-package.ts');
    const args = ['--expose-gc', child, join(built.dist, 'index.js'), JSON.stringify(event), new URL(s3.endpoint).port];
    const given = Object.entries({ ...environment, HOME: built.root, ...env }).filter(
      ([, value]) => value !== undefined,
    );
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: Object.fromEntries(given) });
    const lines = stdout.trim().split('\n');
    const { answer, hosts } = JSON.parse(lines.pop() ?? '') as { answer: APIGatewayProxyResult; hosts: string[] };
    return { answer, hosts, log: lines.join('\n') + stderr };
  };

  test('and signs with the session token, encrypts and sends the checksum', async () => {
    const { answer } = await invoke();
    expect(answer.statusCode).toBe(201);
    const [{ headers } = { headers: {} }] = s3.objects.values();
    expect(headers).toMatchObject({
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE\/\d{8}\/us-east-1\/s3\/aws4_request/,
      ),
      'x-amz-security-token': 'session-token',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-checksum-sha256': expect.any(String),
      'x-amz-content-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['a region', {}, 's3.us-east-1.amazonaws.com'],
    ['another region', { AWS_REGION: 'ap-southeast-1' }, 's3.ap-southeast-1.amazonaws.com'],
    ['FIPS', { AWS_USE_FIPS_ENDPOINT: 'true' }, 's3-fips.us-east-1.amazonaws.com'],
    ['dual stack', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 's3.dualstack.us-east-1.amazonaws.com'],
    ['China', { AWS_REGION: 'cn-north-1' }, 's3.cn-north-1.amazonaws.com.cn'],
    ['GovCloud', { AWS_REGION: 'us-gov-west-1' }, 's3.us-gov-west-1.amazonaws.com'],
  ])('and finds the endpoint of %s', async (_name, env, endpoint) => {
    const { answer, hosts } = await invoke(env);
    expect(answer.statusCode).toBe(201);
    expect(hosts).toEqual([`documents-test.${endpoint}`]);
  });

  test('and goes where AWS_ENDPOINT_URL says', async () => {
    const { answer, hosts } = await invoke({ AWS_ENDPOINT_URL: s3.endpoint });
    expect(answer.statusCode).toBe(201);
    expect(hosts).toEqual([]);
    expect([...s3.objects.keys()]).toEqual([expect.stringMatching(/^\/documents-test\//)]);
  });

  test('and reads settings from the shared configuration file', async () => {
    await writeFile(join(built.root, 'config'), '[default]\nuse_fips_endpoint = true\n');
    const { hosts } = await invoke({ AWS_CONFIG_FILE: join(built.root, 'config') });
    expect(hosts).toEqual(['documents-test.s3-fips.us-east-1.amazonaws.com']);
  });

  test('and tries again after a 503, and no more than three times', async () => {
    s3.faults.push({ status: 503, code: 'ServiceUnavailable' });
    expect((await invoke()).answer.statusCode).toBe(201);
    expect(s3.requests).toHaveLength(2);
    s3.reset();
    s3.faults.push(...Array.from({ length: 3 }, () => ({ status: 500, code: 'InternalError' })));
    expect((await invoke()).answer.statusCode).toBe(503);
    expect(s3.requests).toHaveLength(3);
  });

  test.each([
    ['without credentials', { AWS_ACCESS_KEY_ID: undefined }],
    ['with a profile in front of them', { AWS_PROFILE: 'other' }],
  ])('but %s says that it has no other source', async (_name, env) => {
    const { answer, hosts, log } = await invoke(env);
    expect(answer.statusCode).toBe(503);
    expect(hosts).toEqual([]);
    expect(log).toContain('Its bundle has no other credential provider');
    expect(answer.body).not.toContain('credential');
  });

  test.each([
    ['BUCKET_NAME is not set', { BUCKET_NAME: undefined }],
    ['BUCKET_NAME is \\"Not_A_Bucket\\"', { BUCKET_NAME: 'Not_A_Bucket' }],
    ['MAX_DOCUMENT_BYTES is \\"5MB\\"', { MAX_DOCUMENT_BYTES: '5MB' }],
  ])('and does not start when %s', async (message, env) => {
    await expect(invoke(env)).rejects.toThrow(message.replaceAll('\\', ''));
  });
});
