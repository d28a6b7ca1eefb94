import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openSandbox, temporaryDirectory, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';

/** A program that offers two roles to its callers; only the client's may list buckets. */
const program = writeProgram(`
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' } ] });
  const role = (name) => new aws.iam.Role(name, { name, assumeRolePolicy: trust }, { provider });
  const client = role('client');
  new aws.iam.RolePolicy('list', { role: client.name, policy: JSON.stringify({ Version: '2012-10-17', Statement: [
    { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' } ] }) }, { provider });
  new aws.s3.Bucket('data', { bucket: 'specs-shell' }, { provider });
  exports.region = 'us-east-1';
  exports.clientRoleArn = client.arn;
  exports.verifierRoleArn = role('verifier').arn;
  exports.apiUrl = "https://127.0.0.1:1/it's/a path?a=1&b=$HOME";`);

let cloud: Sandbox;
let printed: string;
beforeAll(async () => {
  cloud = await openSandbox({ PALISADE_HOME: join(temporaryDirectory(), `it's a "home"`) });
  const { code, stdout, stderr } = await cloud.run('up', '--cwd', program, '--stack', 'dev');
  expect([code, stderr]).toEqual([0, '']);
  printed = stdout;
});

/** What a user has who has typed nothing but eval "$(palisade env)": no variable of ours. */
async function afterEval(script: string, profile = 'deployer'): Promise<{ stdout: string; stderr: string }> {
  const { stdout } = await cloud.run('env', '--profile', profile);
  const environment = { PATH: process.env['PATH'], HOME: temporaryDirectory(), AWS_ACCESS_KEY_ID: 'stale' };
  return promisify(execFile)('/bin/sh', ['-c', 'set -eu; eval "$1"; eval "$2"', 'sh', stdout, script], {
    env: { ...environment, AWS_SECRET_ACCESS_KEY: 'stale' },
  });
}

/** Lists buckets with the SDK, which is told nothing: everything comes from the environment. */
const list = (): string => {
  const file = join(temporaryDirectory(), 'list.mjs');
  const sdk = import.meta.resolve('@aws-sdk/client-s3');
  writeFileSync(
    file,
    `import { S3Client, ListBucketsCommand } from '${sdk}';
     const { Buckets } = await new S3Client({ maxAttempts: 1 }).send(new ListBucketsCommand({}));
     console.log(Buckets.map(({ Name }) => Name).join());`,
  );
  return `'${process.execPath}' '${file}'`;
};

describe('after eval "$(palisade env)"', () => {
  test('an SDK lists the buckets as the deployer, and as the role whose profile is chosen', async () => {
    expect((await afterEval(list())).stdout).toBe('specs-shell\n');
    expect((await afterEval(list(), 'client')).stdout).toBe('specs-shell\n');
    expect((await afterEval(list(), 'dev-client')).stdout).toBe('specs-shell\n');
  });

  test('a role that may not is denied', async () => {
    await expect(afterEval(list(), 'verifier')).rejects.toThrow(/AccessDenied/);
  });

  test('the AWS CLI lists them too', async () => {
    const { stdout } = await afterEval('command -v aws || echo none');
    const call = 'aws --endpoint-url "$AWS_ENDPOINT_URL" s3api list-buckets --query "Buckets[].Name" --output text';
    // Without an AWS CLI on this machine, what it reads is still read by the SDK's loader, as above.
    const script = stdout.trim() === 'none' ? list() : call;
    expect((await afterEval(script)).stdout.trim()).toBe('specs-shell');
  });
});

describe('the curl line that up prints', () => {
  test('is read by a shell as one command, whatever is in the paths and the URL', async () => {
    const line = /Try it:\n {2}(curl .*)\n/.exec(printed)?.[1] ?? '';
    const script = `curl() { printf '%s\\0' "$@"; }; ${line}`;
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script]);
    const [config, home, , scope, , header, , body, url] = stdout.split('\0').slice(0, -1);
    expect([config, scope, header]).toEqual([
      '--config',
      'aws:amz:us-east-1:execute-api',
      'content-type: application/json',
    ]);
    expect(home).toMatch(/it's a "home"\/aws\/curl$/);
    expect(JSON.parse(body ?? '')).toMatchObject({ fileName: 'hello.txt' });
    expect(url).toBe("https://127.0.0.1:1/it's/a path?a=1&b=$HOME");
    expect(printed).not.toMatch(/aws_secret|user =/);
  });
});

describe('credentials', () => {
  test('prints what an SDK expects and nothing else', async () => {
    const arn = ['arn:aws:iam:', '111122223333', 'role/client'].join(':');
    const { code, stdout, stderr } = await cloud.run('credentials', '--role', arn);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      Version: 1,
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      SessionToken: expect.any(String),
      Expiration: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test('of a role that does not exist are refused, on standard error', async () => {
    const arn = ['arn:aws:iam:', '111122223333', 'role/nobody'].join(':');
    const { code, stdout, stderr } = await cloud.run('credentials', '--role', arn);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/sts answered 403/);
  });
});

describe('a cloud that does not run', () => {
  test.each([
    ['credentials', ['credentials', '--role', 'any']],
    ['logs', ['logs', '--cwd', program, '--stack', 'logs']],
  ])('%s says so, and how to start it', async (_, args) => {
    const stopped = await openSandbox();
    const logs = writeProgram("new aws.cloudwatch.LogGroup('logs', { name: 'specs' }, { provider });");
    expect((await stopped.run('up', '--cwd', logs, '--stack', 'logs')).code).toBe(0);
    expect((await stopped.run('stop')).code).toBe(0);
    const { code, stdout, stderr } = await stopped.run(...args.map((arg) => (arg === program ? logs : arg)));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('The local cloud is not running on https://127.0.0.1');
    expect(stderr).toContain("Start it with 'palisade up'");
  });
});
