import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { memoryStackStore } from '../../../stack-store.ts';
import { ApiDeclaration, startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';
import { METHOD_SETTINGS } from '../resources/method-settings.ts';
import { expandPolicy } from './expand-policy.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';

const opened: EdgeCloud[] = [];
const root = temporaryDirectory();
afterEach(async () => {
  for (const { cloud } of opened.splice(0)) await cloud.close();
});

/** An API with `GET` on these paths, deployed under a name that decides the deployment's id. */
function program(paths: readonly string[], deployment: string, more: Record<string, string> = {}) {
  return (declare: ApiDeclaration): void => {
    const api = declare.api();
    for (const path of paths) declare.proxy(api, 'GET', path, 'fn');
    url = String(declare.stage(api, { variables: more }, deployment).outputs['invokeUrl']);
  };
}

let url = '';

async function start(
  declare: ((api: ApiDeclaration) => void) | undefined,
  options: Parameters<typeof startEdgeCloud>[1] = {},
): Promise<EdgeCloud> {
  const edge = await startEdgeCloud(declare, options);
  opened.push(edge);
  edge.lambda.functions.set('fn', (event) => ({ statusCode: 200, body: JSON.stringify(event['stageVariables']) }));
  edge.lambda.allow('fn', '*');
  return edge;
}

const statusOf = async ({ send, cloud }: EdgeCloud, path: string) =>
  (await send({ url: `${cloud.endpoint}${new URL(url).pathname}${path}` })).status;

const deploy = ({ cloud }: EdgeCloud, declare: (api: ApiDeclaration) => void) =>
  cloud.deploy((stack) => declare(new ApiDeclaration(stack)));

test('what is declared after a deployment was made is invisible until the next one', async () => {
  const edge = await start(program(['a'], 'first'));
  expect(await statusOf(edge, '/b')).toBe(403);
  await deploy(edge, program(['a', 'b'], 'first'));
  expect(await statusOf(edge, '/b')).toBe(403);
  await deploy(edge, program(['a', 'b'], 'second'));
  expect([await statusOf(edge, '/a'), await statusOf(edge, '/b')]).toEqual([200, 200]);
  await deploy(edge, program(['b'], 'second'));
  expect(await statusOf(edge, '/a')).toBe(200);
});

test('settings of the stage count at once', async () => {
  const edge = await start(program(['a'], 'first', { color: 'blue' }));
  await deploy(edge, program(['a'], 'first', { color: 'red' }));
  expect((await edge.send({ url: `${url}/a` })).body).toBe('{"color":"red"}');
});

test('a deployment made anew under an id that existed before is made of what is declared now', async () => {
  const edge = await start(program(['a'], 'first'));
  await deploy(edge, program(['a', 'b'], 'second'));
  await deploy(edge, program(['b'], 'first'));
  expect([await statusOf(edge, '/a'), await statusOf(edge, '/b')]).toEqual([403, 200]);
});

test('an apply that fails leaves the deployed API as it was', async () => {
  const edge = await start(program(['a'], 'first'));
  const failing = deploy(edge, (declare) => {
    program(['b'], 'second')(declare);
    const restApi = url.split('/')[4] ?? '';
    declare.stack.resource(METHOD_SETTINGS, 'logging', {
      restApi,
      stageName: 'test',
      methodPath: '*/*',
      settings: { loggingLevel: 'INFO' },
    });
  });
  await expect(failing).rejects.toThrow(/CloudWatch Logs role ARN must be set/);
  expect([await statusOf(edge, '/a'), await statusOf(edge, '/b')]).toEqual([200, 403]);
  await deploy(edge, program(['c'], 'second'));
  expect([await statusOf(edge, '/b'), await statusOf(edge, '/c')]).toEqual([403, 200]);
});

test('deployments survive a restart, a damaged file is made again, and a removed stack leaves none', async () => {
  const store = memoryStackStore();
  const first = await start(program(['a'], 'first'), { root, store });
  await deploy(first, program(['a', 'b'], 'first'));
  await first.cloud.close();
  opened.length = 0;
  const second = await start(undefined, { root, store });
  await deploy(second, program(['a', 'b'], 'first'));
  expect(await statusOf(second, '/b')).toBe(403);
  await second.cloud.close();
  opened.length = 0;
  const directory = join(second.cloud.cloud.host.dataDirectory('test', 'apigateway'), 'deployments');
  const [file] = readdirSync(directory);
  writeFileSync(join(directory, String(file)), '{"id":');
  const third = await start(undefined, { root, store });
  await deploy(third, program(['a', 'b'], 'first'));
  expect(await statusOf(third, '/b')).toBe(200);
  await third.cloud.cloud.remove('test');
  expect(existsSync(directory)).toBe(false);
});

test('authorizers and required keys are frozen; whether a key is in a plan is not', async () => {
  const declare =
    (deployment: string, more: Record<string, boolean | string>, planned: boolean) => (edge: ApiDeclaration) => {
      const api = edge.api();
      const { id } = edge.authorizer(api, 'fn', { authorizerResultTtlInSeconds: 0 });
      const authorizer = more['authorization'] === 'CUSTOM' ? { authorizerId: id } : {};
      edge.proxy(api, 'GET', 'a', 'fn', { ...more, ...authorizer });
      const stage = edge.stage(api, {}, deployment);
      const key = edge.key('k', { value: 'a-key-of-this-spec-only' });
      edge.plan('p', [stage], planned ? [key] : []);
      url = String(stage.outputs['invokeUrl']);
    };
  const edge = await start(declare('first', {}, false));
  const status = async () =>
    (await edge.send({ url: `${url}/a`, headers: { 'x-api-key': 'a-key-of-this-spec-only' } })).status;
  await deploy(edge, declare('first', { apiKeyRequired: true }, false));
  expect(await status()).toBe(200);
  await deploy(edge, declare('second', { apiKeyRequired: true }, false));
  expect(await status()).toBe(403);
  await deploy(edge, declare('second', { apiKeyRequired: true }, true));
  expect(await status()).toBe(200);
  await deploy(edge, declare('second', { authorization: 'CUSTOM' }, true));
  expect(await status()).toBe(200);
  await deploy(edge, declare('third', { authorization: 'CUSTOM' }, true));
  expect(await status()).toBe(401);
});

test('a snapshot of before there were keys and authorizers is served as it was', async () => {
  const [home, store] = [temporaryDirectory(), memoryStackStore()];
  const first = await start(program(['a'], 'first'), { root: home, store });
  await first.cloud.close();
  opened.length = 0;
  const directory = join(home, 'stacks', 'test', 'apigateway', 'deployments');
  const file = join(directory, String(readdirSync(directory)[0]));
  const { apiKeySource, authorizers, methods, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as {
    [member: string]: unknown;
    methods: { apiKeyRequired?: boolean }[];
  };
  expect([apiKeySource, authorizers]).toEqual(['HEADER', []]);
  const old = methods.map(({ apiKeyRequired, ...method }) => (expect(apiKeyRequired).toBe(false), method));
  writeFileSync(file, JSON.stringify({ ...rest, methods: old }));
  const second = await start(undefined, { root: home, store });
  expect(await statusOf(second, '/a')).toBe(200);
});

test('the shorthand of resource policies is the ARN within the API', () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: 'execute-api:/test/*' }],
  };
  expect(JSON.parse(expandPolicy(JSON.stringify(policy), 'arn:aws:execute-api:us-east-1:1:api'))).toMatchObject({
    Statement: [{ Resource: ['arn:aws:execute-api:us-east-1:1:api/test/*'] }],
  });
});
