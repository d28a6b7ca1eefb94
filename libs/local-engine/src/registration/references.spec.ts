import { describe, expect, test } from '@jest/globals';
import type { Graph } from '../graph.ts';
import { readStackReference } from '../stack-reference.ts';
import { testGraph, testResource } from '../testing/graphs.ts';
import { runTestProgram, writeProgram } from '../testing/run-test-program.ts';

const bucketType = 'aws:s3/bucket:Bucket';
const network: Graph = testGraph(
  [
    testResource(bucketType, 'shared', {
      id: 'shared-1234567',
      inputs: { bucket: 'shared-1234567', tags: { key: 'tag-that-is-secret' } },
      outputs: { bucket: 'shared-1234567', arn: 'arn:aws:s3:::shared-1234567', tags: { key: 'tag-that-is-secret' } },
      secretOutputs: ['/tags/key'],
    }),
  ],
  {
    project: 'network',
    stack: 'net',
    outputs: { vpcId: 'vpc-1', password: 'hunter2-hunter2', nested: { key: 'key-that-is-secret', open: 1 } },
    secretOutputs: ['/password', '/nested/key'],
  },
);
const stacks = {
  readStack: (name: string): Graph | undefined => (name === 'net' ? network : undefined),
  listStacks: (): string[] => ['net'],
};

describe('a stack reference', () => {
  test.each(['organization/network/net', 'network/net', 'net'])('%s is found', (reference) => {
    const { outputs, secretOutputNames } = readStackReference(reference, stacks.readStack, stacks.listStacks);
    expect(outputs).toBe(network.outputs);
    expect(secretOutputNames).toEqual(['password', 'nested']);
  });

  test.each([
    'organization/network/prod',
    'organization/other/net',
    'acme/network/net',
    'a/organization/network/net',
    '',
  ])('"%s" is not', (reference) => {
    expect(() => readStackReference(reference, stacks.readStack, stacks.listStacks)).toThrow(
      `unknown stack "${reference}". Local stacks: net. Deploy the referenced stack to the local cloud first.`,
    );
  });

  test('gives outputs, and keeps secret what is', async () => {
    const run = await runTestProgram(
      writeProgram(`
        const network = new pulumi.StackReference('organization/network/net');
        exports.vpcId = network.requireOutput('vpcId');
        exports.password = network.requireOutput('password');
        exports.open = network.getOutput('nested').apply((nested) => nested.open);
        exports.missing = network.getOutput('missing').apply((value) => value === undefined);
        exports.details = network.getOutputDetails('vpcId').then((details) => details.value);
        network.getOutput('password').apply((password) => console.log('it is', password));`),
      stacks,
    );
    expect(run.graph().outputs).toEqual({
      vpcId: 'vpc-1',
      password: 'hunter2-hunter2',
      open: 1,
      missing: true,
      details: 'vpc-1',
    });
    expect([...run.graph().secretOutputs].sort()).toEqual(['/open', '/password']);
    expect(run.lines('stdout')).toEqual(['it is [secret]']);
    const reference = run.resource('pulumi:pulumi:StackReference', 'organization/network/net');
    expect(reference).toMatchObject({ external: true, id: 'organization/network/net' });
  });

  test('to nothing is a problem of the reference, and of nothing else', async () => {
    const run = await runTestProgram(
      writeProgram(`
        const missing = new pulumi.StackReference('organization/network/prod');
        new aws.s3.Bucket('b', { tags: { vpc: missing.requireOutput('vpcId') } });`),
      stacks,
    );
    expect(run.problems()).toEqual([
      expect.stringMatching(
        /^organization\/network\/prod: unknown stack "organization\/network\/prod"\. Local stacks: net\./,
      ),
    ]);
  });
});

describe('get() and lookups', () => {
  test('read what another stack, this stack or this very run has', async () => {
    const directory = writeProgram(`
      const own = new aws.s3.Bucket('own');
      const shared = aws.s3.Bucket.get('shared', 'shared-1234567');
      const again = aws.s3.Bucket.get('again', own.id);
      new aws.s3.BucketVersioning('v', { bucket: shared.bucket, versioningConfiguration: { status: 'Enabled' } });
      exports.arn = shared.arn;
      exports.tags = shared.tags;
      exports.again = pulumi.all([again.arn, own.arn]).apply(([a, b]) => a === b);
      exports.account = aws.getCallerIdentityOutput({}).accountId;
      exports.role = aws.getCallerIdentity().then((identity) => identity.arn);`);
    const run = await runTestProgram(directory, stacks);
    expect(run.graph().outputs).toEqual({
      arn: 'arn:aws:s3:::shared-1234567',
      tags: { key: 'tag-that-is-secret' },
      again: true,
      account: '123456789012',
      role: null,
    });
    expect(run.graph().secretOutputs).toEqual(['/tags']);
    expect(run.resource(bucketType, 'shared')).toMatchObject({ external: true, id: 'shared-1234567' });
    expect(run.events).toContainEqual(expect.objectContaining({ operation: 'read', name: 'shared' }));
  });

  test('of what is not there, or not supported, are problems', async () => {
    const run = await runTestProgram(
      writeProgram(`
        aws.s3.Bucket.get('none', 'no-such-bucket');
        aws.sqs.Queue.get('queue', 'https://queue');
        exports.identity = aws.getCallerIdentityOutput({ unexpected: 1 }).accountId;
        exports.zone = aws.getRegionOutput({ region: 'eu-west-1' }).name;`),
      stacks,
    );
    expect(run.problems()).toEqual([
      'none: there is no aws:s3/bucket:Bucket with the id "no-such-bucket" in any local stack',
      'queue: aws:sqs/queue:Queue is not supported by the local cloud',
      'test-dev: aws:index/getRegion:getRegion: this function is not supported by the local cloud',
    ]);
  });

  test('the same name twice is a duplicate', async () => {
    const run = await runTestProgram(
      writeProgram(`aws.s3.Bucket.get('shared', 'shared-1234567'); aws.s3.Bucket.get('shared', 'shared-1234567');`),
      stacks,
    );
    expect(run.problems()).toEqual([expect.stringContaining('Duplicate resource URN')]);
  });
});
