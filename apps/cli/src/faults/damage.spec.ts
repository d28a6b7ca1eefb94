import { beforeAll, describe, expect, test } from '@jest/globals';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { appendFileSync, copyFileSync, cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exists, openSandbox, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';
import { s3Client } from '../testing/s3.ts';

const up = (program: string, stack: string): string[] => ['up', '--cwd', program, '--stack', stack];

const bucketProgram = (bucket: string, team: string): string =>
  `new aws.s3.Bucket('data', { bucket: '${bucket}', tags: { Team: '${team}' } }, { provider }); exports.team = '${team}';`;

let deployed: Sandbox;
let first: string;
let second: string;

/** Two stacks with a bucket and two objects each; the first was deployed twice, so it has a backup. */
beforeAll(async () => {
  deployed = await openSandbox();
  first = writeProgram(bucketProgram('specs-first', 'a'));
  second = writeProgram(bucketProgram('specs-second', 'a'));
  expect((await deployed.run(...up(first, 'first'))).code).toBe(0);
  expect((await deployed.run(...up(second, 'second'))).code).toBe(0);
  writeProgramSource(first, bucketProgram('specs-first', 'b'));
  expect((await deployed.run(...up(first, 'first'))).code).toBe(0);
  using client = s3Client(deployed);
  for (const Bucket of ['specs-first', 'specs-second'])
    for (const Key of ['kept', 'another']) await client.send(new PutObjectCommand({ Bucket, Key, Body: Bucket }));
  await deployed.run('stop');
});

/** A cloud of its own with the same stacks and objects; it does not run yet. */
async function twoStacks(): Promise<{ cloud: Sandbox; file: string }> {
  const cloud = await openSandbox();
  cpSync(deployed.home, cloud.home, { recursive: true });
  return { cloud, file: join(cloud.home, 'state/first.json') };
}

async function expectObjects(cloud: Sandbox, ...buckets: string[]): Promise<void> {
  using client = s3Client(cloud);
  for (const Bucket of buckets) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'kept' }));
    expect(await Body?.transformToString()).toBe(Bucket);
  }
}

describe('a damaged state file', () => {
  test('of a stopped cloud keeps it from starting, by name, until the way out it tells was taken; no data is lost', async () => {
    const { cloud, file } = await twoStacks();
    const other = readFileSync(join(cloud.home, 'state/second.json'), 'utf8');
    truncateSync(file, Math.floor(statSync(file).size / 2));

    for (const [program, stack] of [
      [first, 'first'],
      [second, 'second'],
    ] as const) {
      const { code, stderr } = await cloud.run(...up(program, stack));
      expect(code).toBe(1);
      expect(stderr).toContain(`The state file ${file} cannot be used`);
      expect(stderr).toContain(`${file}.bak: copy it to ${file}`);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    expect(readFileSync(join(cloud.home, 'state/second.json'), 'utf8')).toBe(other);
    expect((await cloud.run('outputs', '--cwd', second, '--stack', 'second')).stdout).toBe('team: a\n');
    const examined = await cloud.run('doctor');
    expect(examined.code).toBe(1);
    expect(examined.stdout).toMatch(/problem +The state file .*first\.json cannot be used/);
    expect(examined.stdout).toMatch(/ok +stack second/);

    copyFileSync(`${file}.bak`, file);
    expect((await cloud.run(...up(second, 'second'))).stdout).toContain('Nothing to change');
    expect((await cloud.run(...up(first, 'first'))).stdout).toContain('1 updated');
    await expectObjects(cloud, 'specs-first', 'specs-second');
  });

  test.each([
    ['corrupt', '{"version":3,"checkpoint":{'],
    ['empty', ''],
    ['of another kind', '[]'],
  ])('%s is never taken for an empty stack, and never overwritten', async (_, content) => {
    const { cloud, file } = await twoStacks();
    writeFileSync(file, content);
    for (const verb of ['preview', 'outputs', 'destroy', 'logs']) {
      const { code, stdout, stderr } = await cloud.run(verb, '--cwd', first, '--stack', 'first');
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`The state file ${file} cannot be used`);
    }
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(await cloud.cloudPid()).toBeUndefined();
  });

  test('beside a running cloud hinders its own stack only', async () => {
    const { cloud, file } = await twoStacks();
    expect((await cloud.run(...up(second, 'second'))).code).toBe(0);
    writeFileSync(file, '{}');
    const own = await cloud.run(...up(first, 'first'));
    expect(own.code).toBe(1);
    expect(own.stderr).toContain(`The state file ${file} cannot be used`);
    const other = await cloud.run(...up(second, 'second'));
    expect(other.code).toBe(0);
    expect(other.stderr).toContain(`warning: The state file ${file} cannot be used`);
    expect(readFileSync(file, 'utf8')).toBe('{}');
    await expectObjects(cloud, 'specs-first', 'specs-second');
  });
});

describe('a data file', () => {
  const journal = (cloud: Sandbox): string => join(cloud.home, 'stacks/first/s3/buckets/specs-first/objects.journal');

  test('with a torn end, as a crash leaves it, loses nothing that was acknowledged', async () => {
    const { cloud } = await twoStacks();
    appendFileSync(journal(cloud), Buffer.from([255, 0, 0, 0, 1, 2, 3, 4, 5]));
    expect(await cloud.run(...up(first, 'first'))).toMatchObject({ code: 0, stderr: '' });
    await expectObjects(cloud, 'specs-first', 'specs-second');
    expect(exists(`${journal(cloud)}.torn`)).toBe(true);
  });

  test('damaged in its midst keeps the cloud from starting, by name, and is left as it is', async () => {
    const { cloud } = await twoStacks();
    const file = journal(cloud);
    const content = readFileSync(file);
    content.writeUInt8(content.readUInt8(12) ^ 255, 12);
    writeFileSync(file, content);
    const { code, stderr } = await cloud.run(...up(first, 'first'));
    expect(code).toBe(1);
    expect(stderr).toContain(file);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readFileSync(file).equals(content)).toBe(true);
  });
});

function writeProgramSource(program: string, source: string): void {
  const file = join(program, 'index.js');
  const head = readFileSync(file, 'utf8').split('\n').slice(0, 3).join('\n');
  writeFileSync(file, `${head}\n${source}`);
}
