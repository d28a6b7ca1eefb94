import { describe, expect, test } from '@jest/globals';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exists, openSandbox, writeProgram } from '../testing/command.ts';

const bucket = (name: string, more = ''): string =>
  `new aws.s3.Bucket('${name}', { bucket: '${name}', forceDestroy: true${more} }, { provider });\n`;

describe('up, preview, outputs, destroy', () => {
  test('deploy, change and remove a program from elsewhere', async () => {
    const cloud = await openSandbox();
    const program = writeProgram(
      `${bucket('specs-one')}exports.plain = 'seen'; exports.hidden = pulumi.secret('hush-hush');`,
    );
    const stack = ['--cwd', program, '--stack', 'dev'];

    const planned = await cloud.run('preview', ...stack, '--json');
    expect(planned.code).toBe(0);
    expect(JSON.parse(planned.stdout)).toMatchObject({ counts: { create: 3, delete: 0 } });
    expect(await cloud.cloudPid()).toBeUndefined();

    const first = await cloud.run('up', ...stack);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/\+ aws:s3\/bucket:Bucket +specs-one/);
    expect(first.stdout).toMatch(/plain +seen/);
    expect(first.stdout).toContain('3 created');

    const again = await cloud.run('up', ...stack);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('Nothing to change: 3 unchanged');

    const outputs = await cloud.run('outputs', ...stack, '--json');
    expect(JSON.parse(outputs.stdout)).toMatchObject({
      stack: 'dev',
      target: 'local',
      outputs: { plain: 'seen', hidden: '[secret]' },
      endpoint: `https://127.0.0.1:${cloud.port}`,
    });
    const everything = [planned, first, again, outputs].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(everything).not.toContain('hush-hush');
    expect(readFileSync(join(cloud.home, 'state/dev.json'), 'utf8')).not.toContain('hush-hush');

    writeFileSync(
      join(program, 'index.js'),
      readFileSync(join(program, 'index.js'), 'utf8')
        .replace('specs-one', 'specs-two')
        .replace("bucket: 'specs-one'", "bucket: 'specs-one', tags: { Team: 'a' }"),
    );
    const changed = await cloud.run('preview', ...stack);
    expect(changed.stdout).toMatch(/\+ aws:s3\/bucket:Bucket +specs-two/);
    expect(changed.stdout).toMatch(/- aws:s3\/bucket:Bucket +specs-one/);

    const destroyed = await cloud.run('destroy', ...stack);
    expect(destroyed.code).toBe(0);
    expect(destroyed.stdout).toContain('3 deleted');
    expect((await cloud.run('outputs', ...stack)).stderr).toContain(
      "dev is not deployed. Run 'palisade up --stack dev' first.",
    );
    expect((await cloud.run('destroy', ...stack)).stdout).toContain('There is nothing to destroy');
    expect((await cloud.run('stop')).code).toBe(0);
    expect(await cloud.cloudPid()).toBeUndefined();
  });

  test('name everything the local cloud has no model for, in one run, and change nothing', async () => {
    const cloud = await openSandbox();
    const program = writeProgram(`
      new aws.sagemaker.Model('model', { executionRoleArn: 'x' }, { provider });
      new aws.s3.Bucket('bucket', { bucket: 'UPPER' }, { provider });
      new aws.s3.Bucket('other', { bucket: 'specs-other', accelerationStatus: 'Enabled' }, { provider });`);
    const { code, stderr } = await cloud.run('up', '--cwd', program, '--stack', 'dev');
    expect(code).toBe(1);
    expect(stderr).toContain('aws:sagemaker/model:Model');
    expect(stderr).toContain('accelerationStatus');
    expect(stderr).toMatch(/aws:s3\/bucket:Bucket bucket\n/);
    expect(exists(join(cloud.home, 'state/dev.json'))).toBe(false);
  });

  test('refuse a stack name that another project has taken', async () => {
    const cloud = await openSandbox();
    const [mine, theirs] = [writeProgram(bucket('specs-mine')), writeProgram(bucket('specs-theirs'), {}, 'theirs')];
    expect((await cloud.run('up', '--cwd', mine, '--stack', 'dev')).code).toBe(0);
    const { code, stderr } = await cloud.run('up', '--cwd', theirs, '--stack', 'dev');
    expect(code).toBe(1);
    expect(stderr).toContain("belongs to the project 'specs', not to 'theirs'");
  });

  test('keep a bucket that is not empty unless the program lets it go', async () => {
    const cloud = await openSandbox();
    const program = writeProgram(`
      const bucket = new aws.s3.Bucket('full', { bucket: 'specs-full' }, { provider });
      new aws.s3.BucketObjectv2('note', { bucket: bucket.bucket, key: 'note', content: 'kept' }, { provider });`);
    expect((await cloud.run('up', '--cwd', program, '--stack', 'dev')).code).toBe(0);
    // The declared object goes together with its bucket, so the bucket is empty by then.
    expect(await cloud.run('destroy', '--cwd', program, '--stack', 'dev')).toMatchObject({ code: 0 });
  });
});

describe('wrong input', () => {
  test.each([
    [['up', '--stack', 'nowhere'], "There is no stack 'nowhere'"],
    [['up', '--stack', '../escape', '--cwd', writeProgram('')], 'is no stack name'],
    [['up', '--cwd', '/nonexistent'], 'There is no Pulumi project in /nonexistent'],
    [['ups'], "unknown command 'ups'"],
    [['up', '--stak', 'x'], "unknown option '--stak'"],
    [['outputs'], 'documents-local is not deployed'],
    [['logs'], 'documents-local is not deployed'],
  ])('palisade %j', async (args, message) => {
    const cloud = await openSandbox();
    const { code, stdout, stderr } = await cloud.run(...args);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a port that is none', async () => {
    const cloud = await openSandbox({ PALISADE_PORT: 'http' });
    expect((await cloud.run('up')).stderr).toContain("PALISADE_PORT is 'http'; it must be a port number");
  });
});

test('env prints exports a shell can eval, and the files they name are for their owner only', async () => {
  const cloud = await openSandbox();
  await cloud.run('up', '--cwd', writeProgram(''), '--stack', 'dev');
  const { code, stdout } = await cloud.run('env');
  expect(code).toBe(0);
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) expect(line).toMatch(/^(export [A-Z_]+='[^']*'|unset [A-Z_ ]+)$/);
  expect(stdout).toContain(`export AWS_ENDPOINT_URL='https://127.0.0.1:${cloud.port}'`);
  for (const file of ['aws/config', 'aws/credentials', 'control.json', 'ca.key']) {
    expect(statSync(join(cloud.home, file)).mode & 0o077).toBe(0);
  }
});
