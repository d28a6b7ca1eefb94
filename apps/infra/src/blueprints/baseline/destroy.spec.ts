import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { LocalCloud, memoryStackStore, type StackStore } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import { runStack } from '../../../testing/run-stack.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

const singletons = ['securityHub', 'configRecorder', 'configServiceRole', 'accountPublicAccess'];
const adopt = Object.fromEntries(singletons.map((name) => [`palisade:${name}`, 'adopt']));
const types = (resources: readonly { readonly type: string }[]): readonly string[] =>
  resources.map(({ type }) => type).filter((type) => type.startsWith('aws:'));

let baseline: Graph;
let root: string;
let store: StackStore;
let cloud: LocalCloud;

beforeAll(async () => {
  baseline = await runStack('baseline-local');
});

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'palisade-baseline-'));
  store = memoryStackStore();
  cloud = await LocalCloud.open({ root, port: 0, accountId: '111122223333', store, log: () => undefined });
});

afterEach(async () => {
  await cloud.close();
  rmSync(root, { recursive: true, force: true });
});

const retained = () => store.loadRetained();

test('destroyed, the stack is gone, and everything it made is still in the account', async () => {
  await cloud.apply('baseline-local', baseline);
  expect(await retained()).toEqual([]);
  await cloud.remove('baseline-local');
  expect(cloud.stacks()).toEqual([]);
  expect(types(await retained()).toSorted()).toEqual(types(baseline.resources).toSorted());
});

test('then it cannot be made a second time', async () => {
  await cloud.apply('baseline-local', baseline);
  await cloud.remove('baseline-local');
  await expect(cloud.apply('baseline-local', baseline)).rejects.toThrow(/has been taken|Already|ResourceConflict/);
  const onlyHub = Object.fromEntries(
    singletons.map((name) => [`palisade:${name}`, name === 'securityHub' ? 'managed' : 'existing']),
  );
  const hub = await runStack('baseline-local', { config: onlyHub });
  await expect(cloud.apply('baseline-local', hub)).rejects.toThrow(
    'ResourceConflictException: Account is already subscribed to Security Hub',
  );
  expect(cloud.stacks()).toEqual([]);
});

test('but adopted, and destroyed and adopted again', async () => {
  await cloud.apply('baseline-local', baseline);
  for (const _round of [1, 2]) {
    await cloud.remove('baseline-local');
    const adopted = await runStack('baseline-local', { config: adopt, retained: await retained() });
    await cloud.apply('baseline-local', adopted);
    expect(await retained()).toEqual([]);
    expect(types(adopted.resources).toSorted()).toEqual(types(baseline.resources).toSorted());
  }
});

test('what is dropped from the program stays, too', async () => {
  await cloud.apply('baseline-local', baseline);
  const config = { 'palisade:securityHub': 'existing' };
  await cloud.apply('baseline-local', await runStack('baseline-local', { config, previous: baseline }));
  expect(types(await retained()).toSorted()).toEqual([
    'aws:securityhub/account:Account',
    'aws:securityhub/standardsSubscription:StandardsSubscription',
    'aws:securityhub/standardsSubscription:StandardsSubscription',
  ]);
});
