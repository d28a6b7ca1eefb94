import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { LocalCloud } from './cloud.ts';
import { PortError } from './gateway/listener.ts';
import { LockedError } from './kernel/lock.ts';
import { ApplyError, type Service, type ServiceState } from './kernel/service.ts';
import { iam } from './services/iam/index.ts';
import { sts } from './services/sts/index.ts';
import { memoryStackStore } from './stack-store.ts';
import { startTestCloud } from './testing/index.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** A service that says what it was told, and refuses when asked to. */
function recorder(): { service: Service; events: string[]; refuse: { next: boolean } } {
  const events: string[] = [];
  const refuse = { next: false };
  const state: ServiceState = {
    interpret(view) {
      events.push(`prepare ${[...view.stacks.keys()].join()}`);
      if (refuse.next) throw new ApplyError([{ urn: 'urn', message: 'not now' }]);
      return () => void events.push(`switch ${[...view.stacks.keys()].join()}`);
    },
    close: async () => void events.push('close'),
  };
  const service: Service = {
    name: 'recorder',
    protocol: 'json-1.1',
    resources: [],
    operations: [],
    declaredOnly: [],
    createState: () => state,
  };
  return { service, events, refuse };
}

describe('apply', () => {
  test('lets every service prepare, then writes the state, then switches all over', async () => {
    const { events, service } = recorder();
    const store = memoryStackStore();
    const cloud = await startTestCloud(undefined, {
      services: [service],
      store: { ...store, save: async (graph) => (events.push(`save ${graph.stack}`), store.save(graph)) },
    });
    await cloud.deploy(
      (stack) => void stack.resource('aws:iam/role:Role', 'r', { name: 'r', assumeRolePolicy: trust }),
    );
    expect(events).toEqual(['prepare ', 'switch ', 'prepare test', 'save test', 'switch test']);
    await cloud.close();
    expect(events.at(-1)).toBe('close');
  });

  test('changes nothing, in no service, when one refuses', async () => {
    const { events, refuse, service } = recorder();
    const store = memoryStackStore();
    const cloud = await startTestCloud(
      (stack) => void stack.resource('aws:iam/role:Role', 'r', { name: 'r', assumeRolePolicy: trust }),
      { services: [service], store },
    );
    const before = cloud.cloud.stacks();
    refuse.next = true;
    await expect(cloud.deploy(() => undefined)).rejects.toThrow('urn: not now');
    await expect(cloud.cloud.remove('test')).rejects.toThrow(ApplyError);
    expect(events.filter((event) => event.startsWith('switch'))).toHaveLength(2);
    expect(cloud.cloud.stacks()).toEqual(before);
    expect(await store.load()).toEqual(before);
    expect(cloud.cloud.host.state(iam).roleNamed('r')).toBeDefined();
    refuse.next = false;
    await cloud.cloud.remove('test');
    expect(cloud.cloud.host.state(iam).roleNamed('r')).toBeUndefined();
    await cloud.close();
  });

  test('changes nothing when the state cannot be written', async () => {
    const store = {
      ...memoryStackStore(),
      save: async () => Promise.reject(new Error('ENOSPC: no space left on device')),
    };
    const cloud = await startTestCloud(undefined, { store });
    const deploying = cloud.deploy(
      (stack) => void stack.resource('aws:iam/role:Role', 'r', { name: 'r', assumeRolePolicy: trust }),
    );
    await expect(deploying).rejects.toThrow('ENOSPC');
    expect(cloud.cloud.host.state(iam).roleNamed('r')).toBeUndefined();
    expect(cloud.cloud.stacks()).toEqual([]);
    await cloud.close();
  });

  test('a service that breaks its word keeps no other from switching over, and it is said', async () => {
    const { events, service } = recorder();
    const broken: Service = {
      ...service,
      name: 'broken',
      createState: () => ({
        interpret:
          ({ stacks }) =>
          () => {
            if (stacks.size > 0) throw new Error('cannot');
          },
      }),
    };
    const cloud = await startTestCloud(undefined, { services: [broken, service] });
    await expect(cloud.deploy(() => undefined)).rejects.toThrow('Restart the local cloud');
    expect(events.at(-1)).toBe('switch test');
    expect(cloud.log.at(-1)).toContain('cannot');
    await cloud.close();
  });

  test('one at a time, however many are asked for', async () => {
    const { events, service } = recorder();
    const cloud = await startTestCloud(undefined, { services: [service] });
    await Promise.all(['a', 'b', 'c'].map((stack) => cloud.deploy(() => undefined, stack)));
    expect(events.slice(2)).toEqual([
      'prepare a',
      'switch a',
      'prepare a,b',
      'switch a,b',
      'prepare a,b,c',
      'switch a,b,c',
    ]);
    await cloud.close();
  });

  test('a removed stack takes its data along, and no other stack has it under another name', async () => {
    const cloud = await startTestCloud(undefined);
    for (const stack of ['one', 'aws']) {
      await cloud.deploy(
        (declare) => void declare.resource('aws:iam/role:Role', stack, { name: stack, assumeRolePolicy: trust }),
        stack,
      );
    }
    expect(existsSync(join(cloud.root, 'stacks', 'aws', 'iam'))).toBe(true);
    await cloud.cloud.remove('aws');
    expect(existsSync(join(cloud.root, 'stacks', 'aws'))).toBe(false);
    expect(existsSync(join(cloud.root, 'aws', 'credentials'))).toBe(true);
    expect(existsSync(join(cloud.root, 'stacks', 'one', 'iam'))).toBe(true);
    await cloud.close();
  });
});

describe('a workspace', () => {
  const options = (root: string): Parameters<typeof LocalCloud.open>[0] => ({
    root,
    port: 0,
    store: memoryStackStore(),
    services: [iam, sts],
  });

  test('is open once', async () => {
    const root = temporaryDirectory();
    const cloud = await LocalCloud.open(options(root));
    await expect(LocalCloud.open(options(root))).rejects.toThrow(LockedError);
    await cloud.close();
    await (await LocalCloud.open(options(root))).close();
  });

  test('whose state cannot be read does not open, and is not locked afterwards', async () => {
    const root = temporaryDirectory();
    const broken = { ...memoryStackStore(), load: async () => Promise.reject(new Error('state.json is damaged')) };
    await expect(LocalCloud.open({ ...options(root), store: broken })).rejects.toThrow('state.json is damaged');
    await (await LocalCloud.open(options(root))).close();
  });

  test('leaves out a stack that a service refuses by now, serves the others, and can still remove it', async () => {
    const root = temporaryDirectory();
    const store = memoryStackStore();
    const log: string[] = [];
    const graph = (stack: string): Graph => ({
      organization: 'organization',
      project: 'specs',
      stack,
      seed: '00',
      resources: [],
      outputs: {},
      secretOutputs: [],
    });
    for (const stack of ['good', 'bad']) await store.save(graph(stack));
    const strict: Service = {
      name: 'strict',
      protocol: 'json-1.1',
      targetPrefix: 'Strict',
      resources: [],
      operations: [],
      declaredOnly: [],
      createState: () => ({
        interpret: (view) => {
          if (view.stacks.has('bad'))
            throw new ApplyError([{ urn: 'urn:pulumi:bad::specs::t::n', message: 'too lax' }]);
          return () => undefined;
        },
      }),
    };
    const services = [iam, sts, strict];
    const cloud = await LocalCloud.open({ ...options(root), store, services, log: (line) => log.push(line) });
    expect(cloud.stacks().map(({ stack }) => stack)).toEqual(['good']);
    expect(log).toEqual(['left out bad: urn:pulumi:bad::specs::t::n: too lax']);
    expect((await store.load()).map(({ stack }) => stack)).toEqual(['good', 'bad']);
    await cloud.remove('bad');
    expect((await store.load()).map(({ stack }) => stack)).toEqual(['good']);
    await cloud.close();
  });

  test('whose port is taken says so', async () => {
    const first = await LocalCloud.open(options(temporaryDirectory()));
    const port = Number(new URL(await first.listen()).port);
    const second = await LocalCloud.open({ ...options(temporaryDirectory()), port });
    await expect(second.listen()).rejects.toThrow(PortError);
    await expect(second.listen()).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken by another program.`);
    await second.close();
    await first.close();
  });

  test('survives kill -9: the next start takes over', async () => {
    const root = temporaryDirectory();
    const source = `
      const { LocalCloud, memoryStackStore } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
      const cloud = await LocalCloud.open({ root: ${JSON.stringify(root)}, port: 0, store: memoryStackStore() });
      console.log(await cloud.listen());`;
    const child = spawn(process.execPath, ['--conditions=@palisade/source', '--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(LocalCloud.open(options(root))).rejects.toThrow(LockedError);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const cloud = await LocalCloud.open(options(root));
    await cloud.listen();
    expect(existsSync(join(root, 'control.json'))).toBe(true);
    await cloud.close();
    expect(existsSync(join(root, 'control.json'))).toBe(false);
  });
});
