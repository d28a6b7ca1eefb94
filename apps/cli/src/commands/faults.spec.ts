import { expect, test } from '@jest/globals';
import { PutObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { deployer, exists, isAlive, openSandbox, until, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';

const oneBucket = (name = 'specs-data'): string =>
  writeProgram(
    `new aws.s3.Bucket('data', { bucket: '${name}', forceDestroy: true }, { provider }); exports.ready = 'yes';`,
  );

function s3(cloud: Sandbox): S3Client {
  return new S3Client({
    endpoint: `https://127.0.0.1:${cloud.port}`,
    region: 'us-east-1',
    credentials: deployer(cloud),
    maxAttempts: 1,
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(join(cloud.home, 'ca.pem')), keepAlive: true }) },
  });
}

test('the port is taken by something else', async () => {
  const cloud = await openSandbox();
  const stranger = createServer((_, response) => response.end('hello')).listen(cloud.port, '127.0.0.1');
  await once(stranger, 'listening');
  try {
    for (const args of [['up', '--cwd', oneBucket(), '--stack', 'dev'], ['serve'], ['stop'], ['doctor']]) {
      const { code, stderr, stdout } = await cloud.run(...args);
      expect(code).toBe(1);
      expect(stdout + stderr).toContain(`ort ${cloud.port}`);
    }
  } finally {
    stranger.closeAllConnections();
    stranger.close();
  }
  expect(exists(join(cloud.home, 'state/dev.json'))).toBe(false);
});

test('two runs at the same time: one stack has one, two stacks have both', async () => {
  const cloud = await openSandbox();
  const slow = writeProgram(`
    console.log('started');
    module.exports = new Promise((resolve) => setTimeout(() => resolve({ ready: 'yes' }), 1500));`);
  const first = cloud.start('up', '--cwd', slow, '--stack', 'dev');
  await first.says('started');
  const [second, other] = await Promise.all([
    cloud.run('up', '--cwd', slow, '--stack', 'dev'),
    cloud.run('up', '--cwd', oneBucket(), '--stack', 'other'),
  ]);
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(/Another run is working on the stack dev \(process \d+\)/);
  expect(other.code).toBe(0);
  expect((await first.finished).code).toBe(0);
});

test('the command is killed in the middle of an up: its lock is taken over, its program does not stay', async () => {
  const cloud = await openSandbox();
  const hanging = writeProgram(`console.log('pid ' + process.pid); setInterval(() => {}, 1000);`);
  const run = cloud.start('up', '--cwd', hanging, '--stack', 'dev');
  await run.says('pid ');
  run.child.kill('SIGKILL');
  const { stdout } = await run.finished;
  const pid = Number(/pid (\d+)/.exec(stdout)?.[1]);
  await until(() => !isAlive(pid));
  writeFileSync(join(hanging, 'index.js'), 'exports.ready = "yes";');
  expect((await cloud.run('up', '--cwd', hanging, '--stack', 'dev')).code).toBe(0);
});

test('Ctrl-C ends a program that hangs, and what it started', async () => {
  const cloud = await openSandbox();
  const run = cloud.start(
    'up',
    '--cwd',
    writeProgram(`console.log('pid ' + process.pid); setInterval(() => {}, 1000);`),
    '--stack',
    'dev',
  );
  await run.says('pid ');
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.finished;
  expect(code).not.toBe(0);
  expect(stderr).toContain('Nothing was changed');
  await until(() => !isAlive(Number(/pid (\d+)/.exec(stdout)?.[1])));
});

test('the cloud is killed while objects are written: every acknowledged object is there afterwards', async () => {
  const cloud = await openSandbox();
  const program = oneBucket();
  expect((await cloud.run('up', '--cwd', program, '--stack', 'dev')).code).toBe(0);
  const client = s3(cloud);
  const acknowledged: string[] = [];
  let next = 0;
  const writers = Array.from({ length: 8 }, async () => {
    try {
      while (true) {
        const key = `object-${String(next++).padStart(6, '0')}`;
        await client.send(new PutObjectCommand({ Bucket: 'specs-data', Key: key, Body: key.repeat(200) }));
        acknowledged.push(key);
      }
    } catch {
      // The cloud has gone; what was acknowledged until then is compared below.
    }
  });
  await until(() => acknowledged.length >= 150);
  await cloud.killCloud();
  await Promise.all(writers);
  client.destroy();

  expect((await cloud.run('up', '--cwd', program, '--stack', 'dev')).stdout).toContain('Nothing to change');
  const kept = new Set<string>();
  const reader = s3(cloud);
  let token: string | undefined;
  do {
    const page = await reader.send(new ListObjectsV2Command({ Bucket: 'specs-data', ContinuationToken: token }));
    for (const { Key } of page.Contents ?? []) kept.add(Key ?? '');
    token = page.NextContinuationToken;
  } while (token !== undefined);
  reader.destroy();
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
});

test('the cloud is killed in the middle of an up: the next up succeeds', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(`
    new aws.s3.Bucket('data', { bucket: 'specs-data' }, { provider });
    console.log('started');
    module.exports = new Promise((resolve) => setTimeout(() => resolve({ ready: 'yes' }), 1500));`);
  const run = cloud.start('up', '--cwd', program, '--stack', 'dev');
  await run.says('started');
  await until(async () => (await cloud.cloudPid()) !== undefined);
  await cloud.killCloud();
  const { code, stderr } = await run.finished;
  expect(code).toBe(1);
  expect(stderr).toMatch(/local cloud/);
  const again = await cloud.run('up', '--cwd', program, '--stack', 'dev');
  expect(again).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  ['corrupt', '{"version":3,"checkpoint":{'],
  ['empty', ''],
])('a %s state file is named with the way out, and nothing is overwritten', async (_, content) => {
  const cloud = await openSandbox();
  const program = oneBucket();
  await cloud.run('up', '--cwd', program, '--stack', 'dev');
  await cloud.run('stop');
  const file = join(cloud.home, 'state/dev.json');
  writeFileSync(file, content);
  for (const verb of ['up', 'preview', 'outputs', 'destroy']) {
    const { code, stderr } = await cloud.run(verb, '--cwd', program, '--stack', 'dev');
    expect(code).toBe(1);
    expect(stderr).toContain(`The state file ${file} cannot be used`);
  }
  expect(readFileSync(file, 'utf8')).toBe(content);
});

test.each([
  ['throws', "throw new Error('out of order');", 'out of order'],
  ['exits', 'process.exit(7);', 'exit code 7'],
])('a program that %s changes nothing', async (_, source, message) => {
  const cloud = await openSandbox();
  const program = oneBucket();
  await cloud.run('up', '--cwd', program, '--stack', 'dev');
  const before = readFileSync(join(cloud.home, 'state/dev.json'), 'utf8');
  writeFileSync(join(program, 'index.js'), source);
  const { code, stderr } = await cloud.run('up', '--cwd', program, '--stack', 'dev');
  expect(code).toBe(1);
  expect(stderr).toContain('Nothing was changed');
  expect(stderr).toContain(message);
  expect(readFileSync(join(cloud.home, 'state/dev.json'), 'utf8')).toBe(before);
  expect(
    readdirSync(join(cloud.home, 'state')).filter((name) => name.endsWith('.lock') || name.endsWith('.tmp')),
  ).toEqual([]);
});

test('a cloud that was started from other sources is replaced, and its stacks are kept', async () => {
  const cloud = await openSandbox();
  const program = oneBucket();
  const up = ['up', '--cwd', program, '--stack', 'dev'];
  expect((await cloud.run(...up)).code).toBe(0);
  const pid = await cloud.cloudPid();
  expect((await cloud.run(...up)).code).toBe(0);
  expect(await cloud.cloudPid()).toBe(pid);

  await cloud.run('stop');
  const former = cloud.startFrom('former', 'serve');
  await former.says('The local cloud listens');
  expect((await cloud.run(...up)).stdout).toContain('Nothing to change');
  expect((await former.finished).code).toBe(0);
  expect(await cloud.cloudPid()).not.toBe(former.child.pid);
});
