import { describe, expect, test } from '@jest/globals';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, openSandbox, until, writeProgram } from '../testing/command.ts';
import type { Running, Sandbox } from '../testing/command.ts';
import { s3Client } from '../testing/s3.ts';

const up = (program: string, stack = 'dev'): string[] => ['up', '--cwd', program, '--stack', stack];

/** Declares nothing until the file `go` is beside it, having said its process id. */
const waiting = (version: number): string => `
  const fs = require('node:fs');
  const gone = (file) => new Promise((resolve) => setTimeout(() => resolve(fs.existsSync(file) ? undefined : gone(file)), 5));
  console.log('pid ' + process.pid + '.');
  module.exports = gone(__dirname + '/go').then(() => ({ version: ${version} }));`;

async function programPid(run: Running): Promise<number> {
  await run.says('.\n');
  return Number(/pid (\d+)\./.exec(run.output())?.[1]);
}

const version = async (cloud: Sandbox, program: string): Promise<unknown> =>
  (
    JSON.parse((await cloud.run('outputs', '--cwd', program, '--stack', 'dev', '--json')).stdout) as {
      outputs: { version: unknown };
    }
  ).outputs.version;

const leftovers = (cloud: Sandbox): string[] =>
  readdirSync(join(cloud.home, 'state')).filter((name) => /\.(lock|tmp|stale)$/.test(name));

describe('the cloud is killed', () => {
  test('before it has deployed what it was given: the state is the old one, and the next up deploys', async () => {
    const cloud = await openSandbox();
    const program = writeProgram('exports.version = 1;');
    expect((await cloud.run(...up(program))).code).toBe(0);
    writeProgramSource(program, waiting(2));
    const run = cloud.start(...up(program));
    const pid = await programPid(run);
    const cloudPid = (await cloud.cloudPid()) ?? 0;
    process.kill(cloudPid, 'SIGSTOP');
    writeFileSync(join(program, 'go'), '');
    await until(() => !isAlive(pid));
    process.kill(cloudPid, 'SIGKILL');

    const { code, stderr } = await run.finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(/The local cloud ended before it answered \(E[A-Z]+\); its log is .*cloud\.log/);
    expect(stderr).toContain('The stack dev is whole');
    expect(leftovers(cloud)).toEqual([]);
    expect(await version(cloud, program)).toBe(1);
    expect((await cloud.run(...up(program))).code).toBe(0);
    expect(await version(cloud, program)).toBe(2);
  });

  test('as soon as the state is written: the state is the new one, and the next up finds nothing to do', async () => {
    const cloud = await openSandbox();
    const program = writeProgram('exports.version = 1;');
    expect((await cloud.run(...up(program))).code).toBe(0);
    const cloudPid = (await cloud.cloudPid()) ?? 0;
    const file = join(cloud.home, 'state/dev.json');
    const before = statSync(file).ino;
    writeProgramSource(program, 'exports.version = 2;');
    const run = cloud.start(...up(program));
    await until(() => statSync(file).ino !== before);
    process.kill(cloudPid, 'SIGKILL');

    const { code, stderr } = await run.finished;
    if (code !== 0) expect(stderr).toContain('The stack dev is whole');
    const again = await cloud.run(...up(program));
    expect(again.stdout).toContain('Nothing to change');
    expect(await version(cloud, program)).toBe(2);
    expect(leftovers(cloud)).toEqual([]);
  });
});

test('the cloud stands still while it deploys: Ctrl-C ends the command, and the stack can be deployed afterwards', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(waiting(1));
  const run = cloud.start(...up(program));
  const pid = await programPid(run);
  await until(async () => (await cloud.cloudPid()) !== undefined);
  const cloudPid = (await cloud.cloudPid()) ?? 0;
  process.kill(cloudPid, 'SIGSTOP');
  writeFileSync(join(program, 'go'), '');
  await until(() => !isAlive(pid));
  run.child.kill('SIGINT');
  const { code, stderr } = await run.finished;
  expect(code).toBe(1);
  expect(stderr).toMatch(/[Ii]nterrupted/);
  expect(leftovers(cloud)).toEqual([]);
  process.kill(cloudPid, 'SIGCONT');
  expect((await cloud.run(...up(program))).code).toBe(0);
});

test('Ctrl-C twice, as npx and Nx pass it on: the program that will not end is ended all the same', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(`
    process.on('SIGTERM', () => console.log('no'));
    console.log('pid ' + process.pid + '.');
    setInterval(() => {}, 1000);`);
  const run = cloud.start(...up(program));
  const pid = await programPid(run);
  run.child.kill('SIGINT');
  run.child.kill('SIGINT');
  run.child.kill('SIGTERM');
  const { code, stderr } = await run.finished;
  expect(code).toBe(1);
  expect(stderr).toContain('the run was interrupted; nothing was changed');
  expect(isAlive(pid)).toBe(false);
  expect(leftovers(cloud)).toEqual([]);
});

test('the command is killed in the middle of an up: its lock is taken over, its program does not stay', async () => {
  const cloud = await openSandbox();
  const hanging = writeProgram(`console.log('pid ' + process.pid); setInterval(() => {}, 1000);`);
  const run = cloud.start(...up(hanging));
  await run.says('pid ');
  run.child.kill('SIGKILL');
  const { stdout } = await run.finished;
  const pid = Number(/pid (\d+)/.exec(stdout)?.[1]);
  await until(() => !isAlive(pid));
  writeProgramSource(hanging, 'exports.ready = "yes";');
  expect((await cloud.run(...up(hanging))).code).toBe(0);
});

test('the cloud is killed while objects are written: every acknowledged object is there afterwards', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(
    `new aws.s3.Bucket('data', { bucket: 'specs-data', forceDestroy: true }, { provider });`,
  );
  expect((await cloud.run(...up(program))).code).toBe(0);
  const client = s3Client(cloud);
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

  expect((await cloud.run(...up(program))).stdout).toContain('Nothing to change');
  const kept = new Set<string>();
  using reader = s3Client(cloud);
  let token: string | undefined;
  do {
    const page = await reader.send(new ListObjectsV2Command({ Bucket: 'specs-data', ContinuationToken: token }));
    for (const { Key } of page.Contents ?? []) kept.add(Key ?? '');
    token = page.NextContinuationToken;
  } while (token !== undefined);
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
});

function writeProgramSource(program: string, source: string): void {
  writeFileSync(join(program, 'index.js'), source);
}
