import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { exists, openSandbox, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';

const commands = (): string[][] => [
  ['up', '--cwd', writeProgram(''), '--stack', 'dev'],
  ['serve'],
  ['stop'],
  ['doctor'],
];

describe('the port is taken by the cloud of another workspace', () => {
  test('every command names that workspace, and its cloud goes on', async () => {
    const theirs = await openSandbox();
    const program = writeProgram('exports.mine = "theirs";');
    expect((await theirs.run('up', '--cwd', program, '--stack', 'dev')).code).toBe(0);
    const pid = await theirs.cloudPid();
    const home = join(theirs.home, '../other-home');
    const ours = theirs.with({ environment: { PALISADE_HOME: home } });
    for (const args of commands()) {
      const { code, stdout, stderr } = await ours.run(...args);
      expect(code).toBe(1);
      expect(stdout + stderr).toContain(
        args[0] === 'serve' ? `Port ${ours.port}` : `is taken by the local cloud of ${theirs.home} (process ${pid})`,
      );
    }
    expect(await theirs.cloudPid()).toBe(pid);
    expect((await theirs.run('outputs', '--cwd', program, '--stack', 'dev')).stdout).toContain('mine: theirs');
    for (const left of ['lock', 'control.json', 'state/dev.json', 'state/dev.lock'])
      expect(exists(join(home, left))).toBe(false);
  });
});

test('the port is taken by something else: every command says so and changes nothing', async () => {
  const cloud = await openSandbox();
  const stranger = createHttpServer((_, response) => response.end('hello')).listen(cloud.port, '127.0.0.1');
  await once(stranger, 'listening');
  try {
    for (const args of commands()) {
      const { code, stderr, stdout } = await cloud.run(...args);
      expect(code).toBe(1);
      expect(stdout + stderr).toMatch(new RegExp(`Port ${cloud.port} (of 127.0.0.1 )?is taken by another program`));
    }
  } finally {
    stranger.closeAllConnections();
    stranger.close();
  }
  expect(exists(join(cloud.home, 'state/dev.json'))).toBe(false);
});

describe('the port is taken by something that never answers', () => {
  let cloud: Sandbox;
  let stranger: Server;
  const sockets = new Set<Socket>();
  beforeEach(async () => {
    cloud = await openSandbox();
    stranger = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    stranger.listen(cloud.port, '127.0.0.1');
    await once(stranger, 'listening');
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    stranger.close();
  });

  test('no command waits for it, not even one whose program would run for ever', async () => {
    const program = writeProgram('setInterval(() => {}, 1000);');
    const { code, stderr } = await cloud.run('up', '--cwd', program, '--stack', 'dev');
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${cloud.port} is taken by another program. Stop it, or choose a free port`);
    expect(exists(join(cloud.home, 'state/dev.lock'))).toBe(false);
  });
});

test('the cloud of the same workspace runs on another port: it is found without PALISADE_PORT, and named with it', async () => {
  const cloud = await openSandbox();
  const up = ['up', '--cwd', writeProgram(''), '--stack', 'dev'];
  expect((await cloud.run(...up)).code).toBe(0);

  const unset = cloud.with({ environment: { PALISADE_PORT: '' } });
  expect((await unset.run(...up)).stdout).toContain(`https://127.0.0.1:${cloud.port}`);
  expect((await unset.run('env')).stdout).toContain(`AWS_ENDPOINT_URL='https://127.0.0.1:${cloud.port}'`);

  const other = cloud.with({ environment: { PALISADE_PORT: String(cloud.port + 1) } });
  const { code, stderr } = await other.run(...up);
  expect(code).toBe(1);
  expect(stderr).toContain(`already runs, on port ${cloud.port}`);
  expect(stderr).toContain(`PALISADE_PORT=${cloud.port} palisade stop`);

  expect((await unset.run('stop')).code).toBe(0);
});
