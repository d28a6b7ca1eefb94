import { beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exists, openSandbox, temporaryDirectory, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';

const { version } = createRequire(import.meta.url)('pulumi/package.json') as { version: string };
const program = writeProgram('', { 'Pulumi.prod.yaml': 'config:\n  palisade:target: aws\n' });
const stack = ['--cwd', program, '--stack', 'prod'];

let cloud: Sandbox;
let pulumiHome: string;
beforeEach(async () => {
  pulumiHome = join(temporaryDirectory(), 'pulumi');
  cloud = await openSandbox({ PULUMI_HOME: pulumiHome });
});

/** Puts a script where the npm package `pulumi` keeps the CLI it has downloaded. */
function installPulumi(script: string): void {
  const file = join(pulumiHome, 'versions', version, 'bin/pulumi');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o700);
}

describe('a stack on AWS', () => {
  test.each([
    [['up'], 'up --yes --skip-preview --stack prod'],
    [['preview'], 'preview --diff --stack prod'],
    [['preview', '--json'], 'preview --json --stack prod'],
    [['destroy'], 'destroy --yes --skip-preview --stack prod'],
  ])('palisade %j runs the Pulumi CLI where the program is', async (args, expected) => {
    installPulumi('echo "$@"; pwd -P');
    const { code, stdout, stderr } = await cloud.run(...args, ...stack);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toBe(expected);
    expect(stdout.split('\n')[1]).toMatch(new RegExp(`${program}$`));
    expect(exists(cloud.home)).toBe(false);
  });

  test('outputs --json is data only, without the paths of a local cloud', async () => {
    installPulumi(`echo "pulumi has news" >&2; echo '{"apiUrl":"https://x","password":"[secret]"}'`);
    const { code, stdout } = await cloud.run('outputs', '--json', ...stack);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      stack: 'prod',
      target: 'aws',
      outputs: { apiUrl: 'https://x', password: '[secret]' },
      endpoint: null,
      caFile: null,
      awsConfigFile: null,
      awsCredentialsFile: null,
    });
  });

  test.each([['up'], ['preview'], ['destroy'], ['outputs']])(
    '%s that fails gives what the Pulumi CLI said and what to look at',
    async (verb) => {
      installPulumi('echo "error: no stack named prod" >&2; exit 255');
      const { code, stdout, stderr } = await cloud.run(verb, ...stack);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('error: no stack named prod');
      expect(stderr).toMatch(
        /ended with exit code 255.*\n +1\. the network[^]*2\. [^]*login[^]*3\. AWS credentials[^]*stack init prod/,
      );
    },
  );

  test('without network, and so without a Pulumi CLI, says so and leaves nothing', async () => {
    const offline = join(temporaryDirectory(), 'offline.cjs');
    writeFileSync(offline, "globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));");
    const before = readdirSync(program);
    const { code, stderr } = await cloud
      .with({ environment: { PULUMI_HOME: pulumiHome, NODE_OPTIONS: `--require ${offline}` } })
      .run('up', ...stack);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /fetch failed[^]*check in this order[^]*the network: the first run downloads the Pulumi CLI/,
    );
    expect([exists(pulumiHome), exists(cloud.home), readdirSync(program)]).toEqual([false, false, before]);
  });

  test('logs are read with the AWS CLI', async () => {
    expect((await cloud.run('logs', ...stack)).stderr).toContain("'prod' is on AWS: use 'aws logs tail <group>'.");
  });

  test('SIGTERM reaches the Pulumi CLI, and its exit code counts', async () => {
    const said = join(temporaryDirectory(), 'said');
    installPulumi(`trap 'echo ended > "${said}"; exit 3' TERM; echo ready; while [ -f "$0" ]; do sleep 0.05; done`);
    const run = cloud.start('up', ...stack);
    await run.says('ready');
    run.child.kill('SIGTERM');
    expect((await run.finished).code).toBe(1);
    expect(exists(said) && readFileSync(said, 'utf8')).toBe('ended\n');
  });
});

test('a target that is neither is refused', async () => {
  const odd = writeProgram('', { 'Pulumi.odd.yaml': 'config:\n  palisade:target: moon\n' });
  const { code, stderr } = await cloud.run('up', '--cwd', odd, '--stack', 'odd');
  expect(code).toBe(1);
  expect(stderr).toContain("palisade:target of stack 'odd' is 'moon'; it must be 'local' or 'aws'.");
});
