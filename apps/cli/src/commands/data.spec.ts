import { beforeAll, describe, expect, test } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAws } from '../cloud/aws-call.ts';
import { openSandbox, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';
import { s3Client } from '../testing/s3.ts';
import { findWorkspace } from '../workspace.ts';

const program = writeProgram(`
  console.log('the program talks');
  console.error('and complains');
  pulumi.log.warn('it warns, too');
  for (const name of ['one', 'two']) new aws.cloudwatch.LogGroup(name, { name: '/specs/' + name }, { provider });
  new aws.s3.Bucket('data', { bucket: 'specs-data' }, { provider });
  exports.list = ['a', 'b'];
  exports.hidden = pulumi.secret({ deep: 'hush-hush' });`);
const stack = ['--cwd', program, '--stack', 'dev'];

let cloud: Sandbox;
beforeAll(async () => {
  cloud = await openSandbox();
});

describe('before the first up', () => {
  test('preview --json is data only, whatever the program prints, and starts no cloud', async () => {
    const { code, stdout, stderr } = await cloud.run('preview', '--json', ...stack);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { create: 5 }, problems: [] });
    for (const said of ['the program talks', 'and complains', 'it warns, too']) expect(stderr).toContain(said);
    expect(stdout + stderr).not.toContain('hush-hush');
    expect(await cloud.cloudPid()).toBeUndefined();
  });

  test('preview without --json shows each resource, and changes nothing', async () => {
    const { code, stdout } = await cloud.run('preview', ...stack);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\+ aws:s3\/bucket:Bucket +data\n/);
    expect(stdout).toContain('Would be: 5 created.');
  });

  test('a preview with problems fails, and prints no data', async () => {
    const wrong = writeProgram("new aws.s3.Bucket('data', { bucket: 'UPPER' }, { provider });");
    const { code, stdout, stderr } = await cloud.run('preview', '--json', '--cwd', wrong, '--stack', 'dev');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/1 problem\(s\) in dev:\n {2}aws:s3\/bucket:Bucket data\n/);
  });

  test('stop has nothing to stop, and says so', async () => {
    expect(await cloud.run('stop')).toEqual({ code: 0, stdout: 'The local cloud is not running.\n', stderr: '' });
  });
});

describe('while and after it is deployed', () => {
  test('up tells each resource as it is declared, not at the end', async () => {
    const slow = writeProgram(`
      const fs = require('node:fs');
      new aws.s3.Bucket('early', { bucket: 'specs-early' }, { provider });
      const gone = () => new Promise((resolve) => setTimeout(() => resolve(fs.existsSync(__dirname + '/go') ? {} : gone()), 5));
      module.exports = gone();`);
    const run = cloud.start('up', '--cwd', slow, '--stack', 'slow');
    await run.says('specs-early'.slice(6));
    expect(run.output()).toMatch(/\+ aws:s3\/bucket:Bucket +early\n/);
    writeFileSync(join(slow, 'go'), '');
    expect((await run.finished).code).toBe(0);
  });

  test('an unchanged up is quiet: what it does, the outputs, that nothing changes', async () => {
    expect((await cloud.run('up', ...stack)).code).toBe(0);
    const { code, stdout } = await cloud.run('up', ...stack);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Deploying dev [^\n]*\n[^]*Outputs\n[^]*\nNothing to change: 5 unchanged in [\d.]+ s\.\n$/);
    expect(stdout).not.toMatch(/^ {2}[+~±-] /m);
  });

  test('outputs are plain text, or JSON, and secrets in neither', async () => {
    const text = await cloud.run('outputs', ...stack);
    expect(text).toEqual({ code: 0, stdout: 'hidden: [secret]\nlist: ["a","b"]\n', stderr: '' });
    const json = await cloud.run('outputs', '--json', ...stack);
    expect(JSON.parse(json.stdout)).toMatchObject({ outputs: { hidden: '[secret]', list: ['a', 'b'] } });
  });

  test('logs of all groups come in order of time, of one group or filtered on request, as text or as JSON lines', async () => {
    const workspace = findWorkspace({ PALISADE_HOME: cloud.home, PALISADE_PORT: String(cloud.port) });
    const call = (operation: string, body: object): Promise<string> =>
      callAws(workspace, {
        service: 'logs',
        region: 'us-east-1',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${operation}` },
        body: JSON.stringify(body),
      });
    const now = Date.now();
    for (const [index, name] of ['two', 'one'].entries()) {
      const stream = { logGroupName: `/specs/${name}`, logStreamName: 's' };
      await call('CreateLogStream', stream);
      await call('PutLogEvents', {
        ...stream,
        logEvents: [{ timestamp: now - 1000 + index, message: `in ${name}\n` }],
      });
    }
    const all = await cloud.run('logs', ...stack);
    expect([all.code, all.stderr]).toEqual([0, '']);
    expect(all.stdout.split('\n').map((line) => line.replace(/^\S+ /, ''))).toEqual([
      '/specs/two in two',
      '/specs/one in one',
      '',
    ]);
    const lines = (await cloud.run('logs', '--json', ...stack)).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ logGroupName: '/specs/two', logStreamName: 's', timestamp: now - 1000 }),
      expect.objectContaining({ logGroupName: '/specs/one', message: 'in one\n' }),
    ]);
    expect((await cloud.run('logs', '--group', '/specs/one', ...stack)).stdout).not.toContain('in two');
    expect((await cloud.run('logs', '--filter', 'two', ...stack)).stdout).not.toContain('in one');
    expect((await cloud.run('logs', '--group', '/specs/three', ...stack)).stderr).toContain(
      'has no log group /specs/three',
    );
  });

  test('a stack whose bucket is not empty is not destroyed, and the bucket is named', async () => {
    using client = s3Client(cloud);
    await client.send(new PutObjectCommand({ Bucket: 'specs-data', Key: 'kept', Body: 'kept' }));
    const { code, stdout, stderr } = await cloud.run('destroy', ...stack);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: Nothing was destroyed\.\n {2}aws:s3\/bucket:Bucket data\n {6}.*BucketNotEmpty/);
    expect((await cloud.run('outputs', ...stack)).code).toBe(0);
  });
});

test('a CommonJS TypeScript program with files of its own and Pulumi’s tsconfig is deployed', async () => {
  const typescript = writeProgram('', {
    'package.json': '{"name":"theirs","main":"index.ts"}',
    'tsconfig.json':
      '{"compilerOptions":{"strict":true,"module":"commonjs","moduleResolution":"node","target":"es2020"}}',
    'index.ts': `
      import * as aws from '@pulumi/aws';
      import { nameOf } from './names';
      const bucket: aws.s3.Bucket = new aws.s3.Bucket('data', { bucket: nameOf('data') });
      export const bucketName = bucket.bucket;`,
    'names.ts': 'export const nameOf = (kind: string): string => `theirs-${kind}`;',
    'Pulumi.yaml': 'name: theirs\nruntime: nodejs\nconfig:\n  aws:region: eu-central-1\n',
  });
  const { code, stdout, stderr } = await cloud.run('up', '--cwd', typescript, '--stack', 'typescript');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/bucketName +theirs-data/);
});
