import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
} from '@aws-sdk/client-api-gateway';
import { ManualClock } from '../../../kernel/clock.ts';
import { memoryStackStore, type StackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { ApiDeclaration, startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';

const opened: EdgeCloud[] = [];
afterEach(async () => {
  for (const { cloud } of opened.splice(0)) await cloud.close();
});

const DECLARED = 'the-value-of-the-declared-key';
const clock = new ManualClock(Date.UTC(2026, 0, 1));

async function open(root: string, store: StackStore): Promise<EdgeCloud> {
  const edge = await startEdgeCloud(undefined, { root, store, clock });
  opened.push(edge);
  edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: '' }));
  edge.lambda.allow('fn', '*');
  return edge;
}

async function close(edge: EdgeCloud): Promise<void> {
  opened.splice(opened.indexOf(edge), 1);
  await edge.cloud.close();
}

interface Deployed {
  readonly path: string;
  readonly plan: string;
}

/** A stack with a method that needs a key of its plan, which allows four requests a day. */
async function deploy({ cloud }: EdgeCloud, stack = 'test', more: (declare: ApiDeclaration) => void = () => undefined) {
  let deployed: Deployed = { path: '', plan: '' };
  await cloud.deploy((declaration) => {
    const declare = new ApiDeclaration(declaration);
    const api = declare.api();
    declare.proxy(api, 'GET', 'a', 'fn', { apiKeyRequired: true });
    const stage = declare.stage(api);
    const key = declare.key('declared', { value: `${DECLARED}-${stack}` });
    const plan = declare.plan('plan', [stage], [key], { quotaSettings: { limit: 4, period: 'DAY' } });
    deployed = { path: new URL(String(stage.outputs['invokeUrl'])).pathname, plan: plan.id };
    more(declare);
  }, stack);
  return deployed;
}

const client = ({ cloud }: EdgeCloud) => new APIGatewayClient(cloud.deployer());

async function issue(edge: EdgeCloud, name: string, plan?: string): Promise<{ id: string; value: string }> {
  const { id = '', value = '' } = await client(edge).send(new CreateApiKeyCommand({ name, enabled: true }));
  if (plan !== undefined) await put(edge, plan, id);
  return { id, value };
}

const put = (edge: EdgeCloud, usagePlanId: string, keyId: string) =>
  client(edge).send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));

const names = async (edge: EdgeCloud) =>
  (await client(edge).send(new GetApiKeysCommand({}))).items?.map(({ name }) => name).sort();

async function statuses({ cloud, send }: EdgeCloud, path: string, key: string, count = 1): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < count; at++) {
    all.push((await send({ url: `${cloud.endpoint}${path}/a`, headers: { 'x-api-key': key } })).status);
  }
  return all;
}

/** Every file below a directory, as text. */
function contents(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'latin1'))
    .join('\n');
}

test('issued keys, their plans and what they used survive a restart', async () => {
  const [root, store] = [temporaryDirectory(), memoryStackStore()];
  const first = await open(root, store);
  const { path, plan } = await deploy(first);
  const { id, value } = await issue(first, 'kept', plan);
  const revoked = await issue(first, 'revoked', plan);
  await client(first).send(new DeleteApiKeyCommand({ apiKey: revoked.id }));
  expect(await statuses(first, path, value, 3)).toEqual([200, 200, 200]);
  await close(first);
  const second = await open(root, store);
  expect(await names(second)).toEqual(['declared', 'kept']);
  const { items } = await client(second).send(new GetUsagePlanKeysCommand({ usagePlanId: plan }));
  expect(items?.map((key) => key.id)).toContain(id);
  expect(await statuses(second, path, value, 2)).toEqual([200, 429]);
  expect(await statuses(second, path, revoked.value)).toEqual([403]);
  await deploy(second);
  expect(await statuses(second, path, value)).toEqual([429]);
  clock.advance(24 * 60 * 60 * 1000);
  expect(await statuses(second, path, value)).toEqual([200]);
});

test('and a kill', async () => {
  const [root, copy, store] = [temporaryDirectory(), temporaryDirectory(), memoryStackStore()];
  const first = await open(root, store);
  const { path, plan } = await deploy(first);
  const { value } = await issue(first, 'kept', plan);
  expect(await statuses(first, path, value, 4)).toEqual([200, 200, 200, 200]);
  // What a killed process leaves: the files as they are, nothing closed.
  cpSync(root, copy, { recursive: true });
  rmSync(join(copy, 'lock'));
  const second = await open(copy, store);
  expect(await names(second)).toEqual(['declared', 'kept']);
  expect(await statuses(second, path, value)).toEqual([429]);
  expect(await statuses(second, path, `${DECLARED}-test`)).toEqual([200]);
});

test('no file holds a key value, and none is for others to read', async () => {
  const [root, store] = [temporaryDirectory(), memoryStackStore()];
  const edge = await open(root, store);
  const { path, plan } = await deploy(edge);
  const { id, value } = await issue(edge, 'a-name-to-be-hidden', plan);
  await statuses(edge, path, value);
  await statuses(edge, path, `${DECLARED}-test`);
  const all = contents(root);
  expect(all).toContain(id);
  expect(all).not.toContain(value);
  expect(all).not.toContain(DECLARED);
  expect(edge.cloud.log.join('\n')).not.toContain(value);
  const directory = join(root, 'stacks', 'test', 'apigateway', 'usage');
  for (const file of readdirSync(directory)) expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
});

test('what was sealed with another key is not taken for damage but named', async () => {
  const [root, store] = [temporaryDirectory(), memoryStackStore()];
  const edge = await open(root, store);
  await deploy(edge);
  await issue(edge, 'kept');
  await close(edge);
  rmSync(join(root, 'stacks', 'test', 'apigateway', 'usage', 'keys.seal'));
  await expect(open(root, store)).rejects.toThrow(/keys\.journal was sealed with another key.*keys\.seal/);
});

test('issued keys go with their stack, unless they are in a plan of another', async () => {
  const edge = await open(temporaryDirectory(), memoryStackStore());
  const one = await deploy(edge, 'one');
  const two = await deploy(edge, 'two');
  const ofOne = await issue(edge, 'of one', one.plan);
  const ofTwo = await issue(edge, 'of two', two.plan);
  const ofBoth = await issue(edge, 'of both', one.plan);
  await put(edge, two.plan, ofBoth.id);
  await issue(edge, 'of none');
  await edge.cloud.cloud.remove('one');
  expect(await names(edge)).toEqual(['declared', 'of both', 'of two']);
  expect(await statuses(edge, two.path, ofTwo.value)).toEqual([200]);
  expect(await statuses(edge, two.path, ofBoth.value)).toEqual([200]);
  expect(await statuses(edge, two.path, ofOne.value)).toEqual([403]);
  await edge.cloud.cloud.remove('two');
  expect(await names(edge)).toEqual([]);
  await deploy(edge, 'one');
  expect(await names(edge)).toEqual(['declared']);
});

test('a membership goes with its plan or its key', async () => {
  const edge = await open(temporaryDirectory(), memoryStackStore());
  let second = '';
  const two = (declare: ApiDeclaration) => void (second = declare.plan('second', [], []).id);
  await deploy(edge, 'test', two);
  const { id } = await issue(edge, 'kept', second);
  const members = async () =>
    (await client(edge).send(new GetUsagePlanKeysCommand({ usagePlanId: second }))).items?.map((key) => key.id);
  expect(await members()).toEqual([id]);
  await deploy(edge, 'test');
  await deploy(edge, 'test', two);
  expect(await members()).toEqual([]);
  expect(await names(edge)).toEqual(['declared', 'kept']);
});

test('a program cannot declare a value that somebody was given', async () => {
  const edge = await open(temporaryDirectory(), memoryStackStore());
  await deploy(edge);
  const { value } = await issue(edge, 'taken');
  const again = deploy(edge, 'test', (declare) => void declare.key('copy', { value }));
  await expect(again).rejects.toThrow(/ConflictException: API Key already exists/);
  await expect(again).rejects.not.toThrow(new RegExp(value));
});

test('a stack that is refused when the cloud starts keeps its keys and deployments until it is deployed again', async () => {
  const [root, store] = [temporaryDirectory(), memoryStackStore()];
  const first = await open(root, store);
  const { path, plan } = await deploy(first);
  const { value } = await issue(first, 'kept', plan);
  await close(first);
  const [graph] = await store.load();
  if (graph === undefined) throw new Error('nothing was stored');
  // A rule that has become stricter: the plan names a stage that is not there.
  const resources = graph.resources.filter(({ type }) => type !== 'aws:apigateway/stage:Stage');
  await store.save({ ...graph, resources });
  const second = await open(root, store);
  expect(second.cloud.cloud.stacks()).toEqual([]);
  expect(await names(second)).toEqual([]);
  await second.cloud.cloud.apply('test', graph);
  expect(await names(second)).toEqual(['declared', 'kept']);
  expect(await statuses(second, path, value)).toEqual([200]);
});
