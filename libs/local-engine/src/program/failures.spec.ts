import { beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runTestProgram, temporaryDirectory, writeProgram } from '../testing/run-test-program.ts';

describe('one run names everything that is wrong', () => {
  test('independent or not, with the resource it belongs to', async () => {
    const run = await runTestProgram(
      writeProgram(`
        const queue = new aws.sqs.Queue('queue', { delaySeconds: 1 });
        const bucket = new aws.s3.Bucket('bucket', { acl: 'private', tags: { queue: queue.arn } });
        new aws.s3.BucketVersioning('versioning', { bucket: bucket.id, mfa: 'x', versioningConfiguration: { status: 'On' } });
        new aws.dynamodb.Table('table', { attributes: [], name: pulumi.interpolate\`t-\${queue.name}\` });
        new aws.s3.Bucket('a'.repeat(60));
        new aws.iam.Role('role', { assumeRolePolicy: '{' });
        new aws.s3.Bucket('imported', {}, { import: 'existing' });
        new aws.s3.Bucket('twice');
        new aws.s3.Bucket('twice');
        aws.getRegionOutput();
        new aws.s3.Bucket('fine', { tags: { bucket: bucket.arn } });`),
    );
    expect(run.problems()).toEqual([
      'table: aws:dynamodb/table:Table is not supported by the local cloud',
      'role: assumeRolePolicy contains invalid JSON',
      `${'a'.repeat(60)}: bucket: name '${'a'.repeat(60)}-' plus 7 random chars is longer than maximum length 63`,
      'bucket: acl is not supported by the local cloud',
      "imported: resource 'existing' does not exist",
      "twice: Duplicate resource URN 'urn:pulumi:dev::test::aws:s3/bucket:Bucket::twice'; try giving it a unique name",
      'versioning: mfa is not supported by the local cloud',
      'versioning: versioningConfiguration.status "On" is not supported by the local cloud (supported: "Enabled", "Suspended")',
      'queue: aws:sqs/queue:Queue is not supported by the local cloud',
      'test-dev: aws:index/getRegion:getRegion: this function is not supported by the local cloud',
    ]);
    expect(run.lines('log')).toEqual([]);
  });

  test('after a function without a result too', async () => {
    const run = await runTestProgram(
      writeProgram(`
        const zone = aws.getAvailabilityZonesOutput().names[0];
        new aws.s3.Bucket('output', { acl: 'private', tags: { zone } });
        module.exports = async () => {
          const zones = await aws.getAvailabilityZones();
          return { first: zones.names[0] };
        };`),
    );
    expect(run.problems()).toEqual([
      'output: acl is not supported by the local cloud',
      'test-dev: aws:index/getAvailabilityZones:getAvailabilityZones: this function is not supported by the local cloud',
    ]);
  });

  test('of the whole graph too', async () => {
    const run = await runTestProgram(
      writeProgram(`
        for (const name of ['a', 'b']) {
          new aws.s3.BucketVersioning(name, { bucket: 'no-' + name, versioningConfiguration: { status: 'Enabled' } });
        }`),
    );
    expect(run.problems()).toEqual([
      'a: NoSuchBucket: The specified bucket does not exist: no-a',
      'b: NoSuchBucket: The specified bucket does not exist: no-b',
    ]);
  });

  test('in a preview as in a deployment', async () => {
    const run = await runTestProgram(
      writeProgram(`
        const queue = new aws.sqs.Queue('queue');
        new aws.s3.Bucket('bucket', { acl: 'private', tags: { queue: queue.arn } });`),
      { dryRun: true },
    );
    expect(run.problems()).toEqual([
      'bucket: acl is not supported by the local cloud',
      'queue: aws:sqs/queue:Queue is not supported by the local cloud',
    ]);
  });

  test('what Pulumi has and the engine has not', async () => {
    const run = await runTestProgram(
      writeProgram(`
        class Dynamic extends pulumi.dynamic.Resource {
          constructor(name) { super({ create: async () => ({ id: '1' }) }, name, {}); }
        }
        new Dynamic('dynamic');
        class Remote extends pulumi.ComponentResource { constructor(name) { super('eks:index:Cluster', name, {}, {}, true); } }
        new Remote('remote');
        new (class extends pulumi.CustomResource { constructor() { super('random:index/randomId:RandomId', 'random', {}); } })();
        new aws.s3.Bucket('hooked', {}, { hooks: { afterDelete: [() => {}] } });
        new (class extends pulumi.ProviderResource { constructor() { super('gcp', 'gcp', {}); } })();`),
    );
    expect(run.problems()).toEqual([
      'hooked: the hooks.afterDelete option is not supported by the local cloud',
      'remote: the component eks:index:Cluster lives in a provider plugin, which the local cloud cannot run',
      'dynamic: dynamic providers are not supported by the local cloud',
      'gcp: pulumi:providers:gcp is not supported by the local cloud',
      'random: random:index/randomId:RandomId is not supported by the local cloud',
    ]);
  });
});

describe('a program that', () => {
  const ending = (code: string): string => `new aws.s3.Bucket('b'); setTimeout(() => { ${code} }, 1);`;
  const cases: Readonly<Record<string, readonly [source: string, problems: readonly unknown[]]>> = {
    'throws is told by its own words, and what it had registered is checked all the same': [
      `new aws.s3.Bucket('b', { acl: 'private' }); throw new Error('not today');`,
      [
        'b: acl is not supported by the local cloud',
        expect.stringMatching(
          /^test-dev: Running program '.*index\.js' failed with an unhandled exception:\n.*Error: not today\n\s+at .*index\.js:3:(?!.*preload)/s,
        ),
      ],
    ],
    'throws in apply, with a secret in the message': [
      `const bucket = new aws.s3.Bucket('b', { tags: { key: pulumi.secret('hunter2-hunter2') } });
       bucket.tags.apply((tags) => { throw new pulumi.RunError('bad key ' + tags.key); });`,
      [expect.stringMatching(/^test-dev: Error: bad key \[secret\]\n\s+at .*index\.js:4/)],
    ],
    'logs an error': [`pulumi.log.error('out of luck', new aws.s3.Bucket('b'));`, ['b: out of luck']],
    'ends itself by process.exit(0)': [
      ending(`process.removeAllListeners('exit'); process.exit(0)`),
      ['test-dev: the program ended before all of its resources were registered (does it call process.exit?)'],
    ],
    'ends itself by process.exit(3)': [
      ending(`console.error('giving up'); process.exit(3)`),
      ['test-dev: the program ended with exit code 3:\ngiving up'],
    ],
    'ends itself by a signal': [
      ending(`process.kill(process.pid, 'SIGKILL')`),
      ['test-dev: the program was ended by SIGKILL'],
    ],
    'has a syntax error': [
      'const = 1;',
      [expect.stringMatching(/index\.js:3\nconst = 1;.*SyntaxError: Unexpected token '='/s)],
    ],
  };
  const found = new Map<string, readonly string[]>();

  // Side by side: each waits most of its time for its process to come up.
  beforeAll(async () => {
    await Promise.all(
      Object.entries(cases).map(async ([name, [source]]) => {
        found.set(name, (await runTestProgram(writeProgram(source))).problems());
      }),
    );
  });

  test.each(Object.entries(cases))('%s', (name, [, problems]) => {
    expect(found.get(name)).toEqual(problems);
  });

  test('is not there', async () => {
    const directory = writeProgram('', { 'package.json': '{"main":"missing.js"}' });
    unlinkSync(join(directory, 'index.js'));
    const run = await runTestProgram(directory);
    expect(run.problems()).toEqual([expect.stringMatching(/Cannot find module '.*\/missing\.js'/)]);
    await expect(runTestProgram(temporaryDirectory())).rejects.toThrow('There is no Pulumi project');
  });

  test('has not been installed', async () => {
    const directory = writeProgram('');
    unlinkSync(join(directory, 'node_modules'));
    await expect(runTestProgram(directory)).rejects.toThrow(
      `@pulumi/pulumi is not installed for the program in ${directory}. Run npm install there.`,
    );
  });
});

test('a program that never ends is ended on request, with what it started, and leaves nothing behind', async () => {
  const directory = writeProgram(`
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    require('node:fs').writeFileSync(__dirname + '/pids', process.pid + ' ' + child.pid);
    process.on('SIGTERM', () => console.log('ignored'));
    new aws.s3.Bucket('b').id.apply(() => { console.log('ready'); for (;;); });`);
  const abort = new AbortController();
  const run = await runTestProgram(directory, {
    signal: abort.signal,
    onEvent: (event) => {
      if (event.kind === 'stdout' && event.text === 'ready') abort.abort();
    },
  });
  expect(run.problems()).toEqual(['test-dev: the run was interrupted; nothing was changed']);
  const pids = readFileSync(join(directory, 'pids'), 'utf8').split(' ').map(Number);
  expect(pids).toHaveLength(2);
  for (const pid of pids) expect(isRunning(pid)).toBe(false);
});

function isRunning(pid: number): boolean {
  // A process that is dead but not yet collected by its new parent does not run.
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}
