import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { apiKeyHash } from '@palisade/shared-types';
import { openSandbox, writeProgram, type Sandbox } from '../testing/command.ts';

/** What of the blueprint processing keys are about: an API that asks for keys, a plan for each level, the permissions table. */
const program = `
const api = new aws.apigateway.RestApi('api', { endpointConfiguration: { types: 'REGIONAL' } }, { provider });
const place = { restApi: api.id, resourceId: api.rootResourceId, httpMethod: 'GET' };
const method = new aws.apigateway.Method('get', { ...place, authorization: 'NONE', apiKeyRequired: true }, { provider });
const mock = new aws.apigateway.Integration('get', { ...place, type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode": 200}' } }, { provider, dependsOn: [method] });
const response = new aws.apigateway.MethodResponse('get', { ...place, statusCode: '200' }, { provider, dependsOn: [method] });
const answer = new aws.apigateway.IntegrationResponse('get', { ...place, statusCode: '200' }, { provider, dependsOn: [mock, response] });
const deployment = new aws.apigateway.Deployment('deployment', { restApi: api.id }, { provider, dependsOn: [mock, answer] });
const stage = new aws.apigateway.Stage('stage', { restApi: api.id, deployment: deployment.id, stageName: 'v1' }, { provider });
const table = new aws.dynamodb.Table('permissions', { name: 'permissions', billingMode: 'PAY_PER_REQUEST', hashKey: 'keyHash', attributes: [{ name: 'keyHash', type: 'S' }] }, { provider });
for (const level of ['readOnly', 'readWrite', 'admin']) {
  exports[level + 'UsagePlanId'] = new aws.apigateway.UsagePlan(level, { apiStages: [{ apiId: api.id, stage: stage.stageName }] }, { provider }).id;
}
exports.region = 'us-east-1';
exports.apiId = api.id;
exports.stageName = stage.stageName;
exports.permissionsTableName = table.name;
exports.url = stage.invokeUrl;
`;

describe('keys of a stack', () => {
  const stack = ['--cwd', writeProgram(program), '--stack', 'dev'];
  let cloud: Sandbox;
  let url: string;

  beforeAll(async () => {
    cloud = await openSandbox();
    expect((await cloud.run('up', ...stack)).code).toBe(0);
    const { stdout } = await cloud.run('outputs', '--json', ...stack);
    ({ url } = (JSON.parse(stdout) as { outputs: { url: string } }).outputs);
  });

  interface Shown {
    readonly apiKeyId: string;
    readonly clientId: string;
    readonly level: string;
    readonly state: string;
    readonly key: string;
  }

  async function create(...options: string[]): Promise<Shown> {
    const { code, stderr, stdout } = await cloud.run('keys', 'create', '--json', ...options, ...stack);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Shown;
  }

  const list = async (): Promise<readonly Shown[]> =>
    JSON.parse((await cloud.run('keys', 'list', '--json', ...stack)).stdout) as Shown[];

  /** Plain HTTP: what counts here is the key. */
  const statusWith = async (key: string): Promise<number> => {
    const { request } = await import('node:https');
    return new Promise((resolve, reject) => {
      const options = { headers: { 'x-api-key': key }, ca: readFileSync(join(cloud.home, 'ca.pem')), agent: false };
      request(`${url}/`, options, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  };

  test('a key is shown once, works, is listed without itself, and lies nowhere in the clear', async () => {
    const { apiKeyId, key } = await create('--client', 'acme', '--level', 'read-write', '--expires', '30');
    expect(key).toMatch(/^plk_[\w-]{43}$/);
    expect(await statusWith(key)).toBe(200);
    const text = await cloud.run('keys', 'list', ...stack);
    expect(text.stdout).toMatch(new RegExp(`^${apiKeyId} +read-write +good until \\d{4}-\\d\\d-\\d\\d +acme\n$`));
    expect(JSON.stringify(await list())).not.toContain(key);
    const files = readdirSync(cloud.home, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const holding = files.filter(({ name, parentPath }) => readFileSync(join(parentPath, name)).includes(key));
    expect(holding.map(({ name }) => name)).toEqual([]);
    expect(apiKeyHash(key)).toHaveLength(64);
  });

  test('a revoked key is refused, stays in the list, and can be revoked again', async () => {
    const { apiKeyId, key } = await create('--client', 'gone', '--level', 'read-only');
    expect(await statusWith(key)).toBe(200);
    const revoke = () => cloud.run('keys', 'revoke', '--id', apiKeyId, ...stack);
    expect(await revoke()).toMatchObject({ code: 0, stdout: `Key ${apiKeyId} of gone is revoked.\n` });
    expect(await statusWith(key)).toBe(403);
    expect((await list()).find((each) => each.apiKeyId === apiKeyId)?.state).toMatch(/^revoked /);
    expect((await revoke()).code).toBe(0);
  });

  test.each([
    [
      'an unknown level',
      ['--client', 'a', '--level', 'root'],
      "--level must be read-only, read-write or admin, not 'root'",
    ],
    ['a client with a slash', ['--client', 'a/b', '--level', 'admin'], '--client must be 1 to 64 letters'],
    ['no days', ['--client', 'a', '--level', 'admin', '--expires', '0'], '--expires must be 1 to 3650 days'],
    ['no client', ['--level', 'admin'], "required option '--client <id>' not specified"],
  ])('refuses %s', async (_, options, message) => {
    const before = await list();
    const { code, stderr } = await cloud.run('keys', 'create', ...options, ...stack);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
    expect(await list()).toEqual(before);
  });

  test('refuses to revoke what is not there', async () => {
    const { code, stderr } = await cloud.run('keys', 'revoke', '--id', 'nothing', ...stack);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("dev has no key nothing. 'palisade keys list' shows"),
    });
  });
});

test('a stack without keys says so', async () => {
  const cloud = await openSandbox();
  const stack = ['--cwd', writeProgram("exports.region = 'us-east-1';"), '--stack', 'dev'];
  expect((await cloud.run('up', ...stack)).code).toBe(0);
  const { code, stderr } = await cloud.run('keys', 'list', ...stack);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining("keys are of stacks of the blueprint 'processing'"),
  });
});
