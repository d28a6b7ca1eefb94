import { expect, test } from '@jest/globals';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox, until, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';
import { s3Client } from '../testing/s3.ts';

const up = (program: string): string[] => ['up', '--cwd', program, '--stack', 'dev'];

const BLOCK = 512;

/**
 * No file this command writes may grow beyond that many blocks of 512 bytes: the system refuses the rest of a write (EFBIG) as
 * it does on a full disk, at a place known beforehand and without being root.
 */
const limited = (sandbox: Sandbox, blocks: number): Sandbox =>
  sandbox.with({ prefix: ['/bin/sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'] });

const bucket = (more = ''): string =>
  `new aws.s3.Bucket('data', { bucket: 'specs-data', forceDestroy: true ${more} }, { provider });`;

async function body(client: S3Client, Key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'specs-data', Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

test('an object that the disk does not take whole is refused; those before it are kept, and smaller ones are taken', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(bucket());
  expect((await cloud.run(...up(program))).code).toBe(0);
  await cloud.run('stop');
  const served = limited(cloud, 512).start('serve');
  await served.says('listens on');
  const put = (client: S3Client, Key: string, size: number): Promise<unknown> =>
    client.send(new PutObjectCommand({ Bucket: 'specs-data', Key, Body: Buffer.alloc(size, Key) }));

  const refusal = { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } };
  using client = s3Client(cloud);
  await put(client, 'before', 1000);
  // A body of this size has a file of its own.
  await expect(put(client, 'large', 3_000_000)).rejects.toMatchObject(refusal);
  await expect(body(client, 'large')).rejects.toMatchObject({ name: 'NoSuchKey' });
  // Small bodies share one file, which is full sooner or later.
  const kept = ['before'];
  let last: unknown;
  while (last === undefined) {
    const key = `small-${kept.length}`;
    last = await put(client, key, 3000).then(
      () => void kept.push(key),
      (error: unknown) => error,
    );
  }
  expect(last).toMatchObject(refusal);
  expect(kept.length).toBeGreaterThan(10);
  await expect(body(client, `small-${kept.length}`)).rejects.toMatchObject({ name: 'NoSuchKey' });
  await put(client, 'tiny', 1);
  for (const key of [...kept, 'tiny']) expect((await body(client, key)).length).toBeGreaterThan(0);

  served.child.kill('SIGTERM');
  expect((await served.finished).code).toBe(0);
  expect((await cloud.run(...up(program))).stdout).toContain('Nothing to change');
  using again = s3Client(cloud);
  for (const key of [...kept, 'tiny']) expect((await body(again, key)).length).toBeGreaterThan(0);
  await put(again, 'large', 3_000_000);
  expect((await body(again, 'large')).equals(Buffer.alloc(3_000_000, 'large'))).toBe(true);
});

test('a state that the disk does not take whole: the up fails and says why, the old state is in force', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(`${bucket()} exports.version = 1;`);
  expect((await cloud.run(...up(program))).code).toBe(0);
  await cloud.run('stop');
  const before = readFileSync(join(cloud.home, 'state/dev.json'), 'utf8');
  const served = limited(cloud, 64).start('serve');
  await served.says('listens on');

  writeSource(program, `${bucket()} exports.version = 2; exports.long = 'x'.repeat(${64 * BLOCK});`);
  const { code, stderr } = await cloud.run(...up(program));
  expect(code).toBe(1);
  expect(stderr).toMatch(/Nothing was changed\. The local cloud answered: Its data could not be written: EFBIG/);
  expect(readFileSync(join(cloud.home, 'state/dev.json'), 'utf8')).toBe(before);
  expect(readdirSync(join(cloud.home, 'state')).filter((name) => /tmp|lock/.test(name))).toEqual([]);
  expect((await cloud.run('outputs', '--cwd', program, '--stack', 'dev')).stdout).toContain('version: 1');

  served.child.kill('SIGTERM');
  await until(async () => (await cloud.cloudPid()) === undefined);
  expect((await cloud.run(...up(program))).code).toBe(0);
  expect((await cloud.run('outputs', '--cwd', program, '--stack', 'dev')).stdout).toContain('version: 2');
});

test('an asset that the disk does not take whole: the up names it, and leaves no half of it', async () => {
  const cloud = await openSandbox();
  const program = writeProgram(`${bucket()}
    new aws.s3.BucketObjectv2('big', {
      bucket: 'specs-data', key: 'big', source: new pulumi.asset.FileAsset('big.bin'),
    }, { provider });`);
  writeFileSync(join(program, 'big.bin'), Buffer.alloc(400 * BLOCK));
  expect((await cloud.run('serve', '--help')).code).toBe(0);
  const { code, stderr } = await limited(cloud, 200).run(...up(program));
  expect(code).toBe(1);
  expect(stderr).toMatch(/aws:s3\/bucketObjectv2:BucketObjectv2 big\n.*EFBIG/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(readdirSync(join(cloud.home, 'assets')).filter((name) => name !== 'package.json')).toEqual([]);
  await cloud.run('stop');
  expect((await cloud.run(...up(program))).code).toBe(0);
});

function writeSource(program: string, source: string): void {
  const file = join(program, 'index.js');
  const head = readFileSync(file, 'utf8').split('\n').slice(0, 3).join('\n');
  writeFileSync(file, `${head}\n${source}`);
}
