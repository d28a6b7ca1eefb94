import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { APIGatewayClient, FlushStageAuthorizersCacheCommand } from '@aws-sdk/client-api-gateway';
import { apigateway } from '../index.ts';
import { AuthorizedApi, TTL } from '../testing/authorized-api.ts';
import { FunctionError } from '../testing/edge-cloud.ts';

let world: AuthorizedApi;
beforeAll(async () => void (world = await AuthorizedApi.start()));
afterAll(() => world.edge.cloud.close());
beforeEach(() => world.reset());

test('the cache keeps an answer, allow or deny, for its time and by every part of the identity', async () => {
  world.answering(() => world.allow('GET/*'));
  expect((await world.get('/pets/1?tenant=a', 'abc')).status).toBe(200);
  expect((await world.get('/pets/2?tenant=a', 'abc')).status).toBe(200);
  expect(world.asked).toHaveLength(1);
  await world.get('/pets/1?tenant=b', 'abc');
  await world.get('/pets/1?tenant=a', 'other');
  expect(world.asked).toHaveLength(3);
  world.answering(() => world.allow('GET/nothing'));
  expect((await world.get('/pets/1?tenant=a', 'abc')).status).toBe(200);
  world.edge.cloud.clock.advance(TTL * 1000 - 1);
  expect((await world.get('/pets/1?tenant=a', 'abc')).status).toBe(200);
  expect(world.asked).toHaveLength(3);
  world.edge.cloud.clock.advance(1);
  expect((await world.get('/pets/1?tenant=a', 'abc')).status).toBe(403);
  expect(world.asked).toHaveLength(4);
  world.answering(() => world.allow('*'));
  expect((await world.get('/pets/1?tenant=a', 'abc')).status).toBe(403);
  expect(world.asked).toHaveLength(4);
});

test('the cache keeps what was answered for two values of an identity for both together, not for one of them', async () => {
  world.answering((asking) => {
    const { queryStringParameters } = asking as unknown as { queryStringParameters: Record<string, string> };
    const mine = queryStringParameters['tenant'] === 'mine' && asking.headers['Auth'] === 'mine';
    return world.allow(mine ? '*' : 'GET/nothing');
  });
  const twice = (tenants: string, Auth: string[]) =>
    world.edge.send({ url: `${world.url}/pets/1?${tenants}`, headers: { Auth } }).then(({ status }) => status);
  expect(await twice('tenant=yours&tenant=mine', ['mine'])).toBe(200);
  expect(await twice('tenant=yours', ['mine'])).toBe(403);
  expect(await twice('tenant=mine', ['yours', 'mine'])).toBe(200);
  expect(await twice('tenant=mine', ['yours'])).toBe(403);
  expect(await twice('tenant=mine', ['yours, mine'])).toBe(403);
  expect(world.asked).toHaveLength(5);
});

test('the cache takes the last of two tokens, the one it asks about', async () => {
  world.answering((asking) => world.allow(asking['authorizationToken'] === 'mine' ? '*' : 'GET/nothing'));
  const twice = (Auth: string[]) =>
    world.edge.send({ url: `${world.url}/token`, headers: { Auth } }).then(({ status }) => status);
  expect([await twice(['yours', 'mine']), await twice(['yours']), await twice(['mine'])]).toEqual([200, 403, 200]);
  expect(world.asked).toHaveLength(2);
});

test('the cache is of one authorizer and does not keep errors', async () => {
  world.answering(() => {
    throw new FunctionError('Unauthorized');
  });
  await world.get('/token', 'abc');
  world.answering(() => world.allow('*'));
  expect((await world.get('/token', 'abc')).status).toBe(200);
  expect(world.asked).toHaveLength(2);
  await world.get('/role', 'abc');
  expect(world.asked).toHaveLength(3);
});

test('the cache answers 50 requests that come together with one call', async () => {
  const answers = Array.from({ length: 50 }, (_, at) => world.get('/token', 'abc', at % 2 === 0 ? 'GET' : 'POST'));
  world.answering(() => world.allow('GET/token'));
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(25);
  expect(statuses.filter((status) => status === 403)).toHaveLength(25);
  expect(world.asked).toHaveLength(1);
});

test('the cache is empty after a flush, by those who may', async () => {
  await world.get('/token', 'abc');
  const flush = new FlushStageAuthorizersCacheCommand({ restApiId: world.api, stageName: 'test' });
  await new APIGatewayClient(world.edge.cloud.deployer()).send(flush);
  await world.get('/token', 'abc');
  expect(world.asked).toHaveLength(2);
  const stranger = new APIGatewayClient(world.edge.cloud.role('arn:aws:iam::123456789012:role/asks'));
  await expect(stranger.send(flush)).rejects.toThrow(/not authorized to perform: apigateway:DELETE/);
  await world.get('/token', 'abc');
  expect(world.asked).toHaveLength(2);
  const elsewhere = new FlushStageAuthorizersCacheCommand({ restApiId: world.api, stageName: 'nothing' });
  await expect(new APIGatewayClient(world.edge.cloud.deployer()).send(elsewhere)).rejects.toThrow(/stage identifier/);
});

test('the cache drops an answer that was asked for before a flush and came after it', async () => {
  let answer: (value: unknown) => void = () => undefined;
  world.answering(() => new Promise((resolve) => (answer = resolve)));
  const early = world.get('/token', 'abc');
  while (world.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  world.edge.cloud.cloud.host.state(apigateway).flushAuthorizers(world.api, 'test');
  answer(world.allow('*'));
  expect((await early).status).toBe(200);
  world.answering(() => world.allow('GET/nothing'));
  expect((await world.get('/token', 'abc')).status).toBe(403);
});

test('the cache is empty after another deployment, and lives on through an apply without one', async () => {
  await world.get('/token', 'abc');
  await world.deploy('first');
  await world.get('/token', 'abc');
  expect(world.asked).toHaveLength(1);
  await world.deploy('second');
  await world.get('/token', 'abc');
  expect(world.asked).toHaveLength(2);
});
