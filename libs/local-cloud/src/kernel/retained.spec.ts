import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { describe, expect, test } from '@jest/globals';
import { HUB, securityhub } from '../services/securityhub/index.ts';
import { memoryStackStore } from '../stack-store.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../testing/index.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const services = [securityhub];
const ID = '123456789012';
const conflict = 'ResourceConflictException: Account is already subscribed to Security Hub';

const declareHub = (stack: Declaration, options: object = { retainOnDelete: true }): void =>
  void stack.resource(HUB, 'hub', { enableDefaultStandards: false }, options);

/** When Security Hub was switched on, or the error that says it is off. */
async function hub(cloud: TestCloud): Promise<string> {
  const client = new SecurityHubClient(cloud.deployer());
  try {
    return (await client.send(new DescribeHubCommand({}))).SubscribedAt ?? '';
  } catch (error) {
    return (error as Error).name;
  } finally {
    client.destroy();
  }
}

test('what is retained stays when its stack is destroyed; what is not goes', async () => {
  const cloud = await startTestCloud(declareHub, { services });
  const since = await hub(cloud);
  await cloud.cloud.remove('test');
  expect(cloud.cloud.stacks()).toEqual([]);
  expect(await hub(cloud)).toBe(since);
  await cloud.close();

  const other = await startTestCloud((stack) => declareHub(stack, {}), { services });
  await other.cloud.remove('test');
  expect(await hub(other)).toBe('InvalidAccessException');
  await other.close();
});

test('it stays when its program does not declare it any more', async () => {
  const cloud = await startTestCloud(declareHub, { services });
  const since = await hub(cloud);
  await cloud.deploy(() => undefined);
  expect(await hub(cloud)).toBe(since);
  await cloud.close();
});

test('without import it is in the way of the next, of the very same stack too', async () => {
  const cloud = await startTestCloud(declareHub, { services });
  await cloud.cloud.remove('test');
  await expect(cloud.deploy(declareHub)).rejects.toThrow(conflict);
  await expect(cloud.deploy(declareHub, 'other')).rejects.toThrow(conflict);
  expect(await hub(cloud)).not.toBe('InvalidAccessException');
  await cloud.close();
});

test('import takes it over, and from then on it is the stack’s', async () => {
  const cloud = await startTestCloud(declareHub, { services });
  const since = await hub(cloud);
  await cloud.cloud.remove('test');
  cloud.clock.advance(60_000);
  await cloud.deploy((stack) => declareHub(stack, { importId: ID }), 'next');
  expect(await hub(cloud)).toBe(since);
  await cloud.deploy((stack) => declareHub(stack, { importId: ID }), 'next');
  await cloud.cloud.remove('next');
  expect(await hub(cloud)).toBe('InvalidAccessException');
  await cloud.close();
});

describe('a restart', () => {
  test('finds it', async () => {
    const options = { services, root: temporaryDirectory(), store: memoryStackStore() };
    const first = await startTestCloud(declareHub, options);
    const since = await hub(first);
    await first.cloud.remove('test');
    await first.close();
    const second = await startTestCloud(undefined, options);
    expect(await hub(second)).toBe(since);
    await expect(second.deploy(declareHub)).rejects.toThrow(conflict);
    await second.close();
  });

  test('after a crash between the two files leaves it to its stack', async () => {
    const store = memoryStackStore();
    const options = { services, root: temporaryDirectory(), store };
    const first = await startTestCloud(declareHub, options);
    const [graph] = await store.load();
    await store.saveRetained(graph?.resources ?? []);
    await first.close();
    const second = await startTestCloud(undefined, options);
    expect(second.cloud.stacks().map(({ stack }) => stack)).toEqual(['test']);
    await second.deploy((stack) => declareHub(stack, {}));
    await second.cloud.remove('test');
    expect(await hub(second)).toBe('InvalidAccessException');
    await second.close();
  });
});

test('a stack that cannot be removed from the state has left nothing', async () => {
  const store = memoryStackStore();
  let full = false;
  const cloud = await startTestCloud(declareHub, {
    services,
    store: { ...store, remove: (stack) => (full ? Promise.reject(new Error('disk full')) : store.remove(stack)) },
  });
  full = true;
  await expect(cloud.cloud.remove('test')).rejects.toThrow('disk full');
  await cloud.deploy((stack) => declareHub(stack, {}));
  full = false;
  await cloud.cloud.remove('test');
  expect(await hub(cloud)).toBe('InvalidAccessException');
  expect(await store.loadRetained()).toEqual([]);
  await cloud.close();
});
