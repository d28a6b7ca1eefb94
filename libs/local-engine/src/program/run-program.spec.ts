import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { planChanges } from '../plan/plan.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { fixtures, runTestProgram, writeProgram } from '../testing/run-test-program.ts';
import type { TestRun } from '../testing/run-test-program.ts';

const bucketType = 'aws:s3/bucket:Bucket';
const operations = ({ events }: TestRun): string[] =>
  events
    .flatMap((event) => (event.kind === 'resource' ? [`${event.operation} ${event.type.split(':').at(-1)}`] : []))
    .sort();

describe('an unmodified program', () => {
  test('is deployed, elsewhere under other names, and again without a change', async () => {
    const directory = join(fixtures, 'bucket');
    const first = await runTestProgram(directory);
    const bucket = first.resource(bucketType, 'documents');
    expect(bucket.id).toMatch(/^documents-[0-9a-f]{7}$/);
    expect(bucket.outputs).toMatchObject({
      bucket: bucket.id,
      arn: `arn:aws:s3:::${bucket.id}`,
      region: 'us-east-1',
      forceDestroy: false,
      tags: { Team: 'records' },
      tagsAll: { Team: 'records' },
    });
    const graph = first.graph();
    expect(graph.outputs).toEqual({
      bucketName: bucket.id,
      bucketArn: `arn:aws:s3:::${bucket.id}`,
      token: 's3cret-token',
    });
    expect(graph.secretOutputs).toEqual(['/token']);
    expect(operations(first)).toEqual(['create Bucket', 'create BucketVersioning']);

    const elsewhere = await runTestProgram(directory);
    expect(elsewhere.graph().seed).not.toBe(graph.seed);
    expect(elsewhere.resource(bucketType, 'documents').id).not.toBe(bucket.id);

    const second = await runTestProgram(directory, { previous: graph });
    expect(second.graph()).toEqual(graph);
    expect(operations(second)).toEqual(['same Bucket', 'same BucketVersioning']);

    const renamed = await runTestProgram(directory, {
      previous: graph,
      config: { 'aws:region': 'us-east-1', 'bucket:bucketName': 'archive' },
    });
    expect(renamed.resource('aws:s3/bucketVersioning:BucketVersioning', 'documents').inputs['bucket']).toBe('archive');
    expect(operations(renamed)).toEqual(['replace Bucket', 'replace BucketVersioning']);
    expect(planChanges(graph, renamed.graph(), testCatalogue()).counts).toMatchObject({ replace: 2, delete: 0 });
  });

  test.each(['typescript-commonjs', 'typescript-module'])('may be %s', async (name) => {
    const run = await runTestProgram(join(fixtures, name));
    const bucket = run.resource(bucketType, 'documents');
    expect(bucket.inputs['tags']).toEqual({ Team: 'records' });
    expect(run.graph().outputs).toEqual({ bucketName: bucket.id });
  });

  test('sees its project, stack, organization, configuration and arguments as under the Pulumi CLI', async () => {
    const directory = writeProgram(
      `
      const config = new pulumi.Config();
      module.exports = {
        names: [pulumi.getProject(), pulumi.getStack(), pulumi.getOrganization()],
        root: pulumi.runtime.getRootDirectory ? pulumi.runtime.getRootDirectory() : undefined,
        dryRun: pulumi.runtime.isDryRun(),
        cwd: process.cwd(),
        tags: config.requireObject('tags'),
        key: config.requireSecret('key'),
        closure: pulumi.runtime.serializeFunction(() => 1).then((code) => code.exportName),
        automation: typeof pulumi.automation.LocalWorkspace.create,
        stack: new Error('here').stack.includes('index.js'),
      };`,
      {
        'Pulumi.yaml': 'name: test\nruntime: nodejs\nconfig:\n  key:\n    secret: true\n',
        'Pulumi.dev.yaml': 'config:\n  tags: { a: [1] }\n  key: made-up-key\n',
      },
    );
    const graph = (await runTestProgram(directory)).graph();
    expect(graph.outputs).toEqual({
      names: ['test', 'dev', 'organization'],
      root: directory,
      dryRun: false,
      cwd: directory,
      tags: { a: [1] },
      key: 'made-up-key',
      closure: 'handler',
      automation: 'function',
      stack: true,
    });
    expect(graph.secretOutputs).toEqual(['/key']);
  });

  test('may export an async function and print', async () => {
    const run = await runTestProgram(
      writeProgram(`
        console.log('out', process.argv.length);
        console.error('err');
        module.exports = async () => {
          await pulumi.log.info('a note');
          await pulumi.log.warn('careful', new aws.s3.Bucket('b'));
          await pulumi.log.debug('noise');
          return { value: await Promise.resolve(1) };
        };`),
    );
    expect(run.graph().outputs).toEqual({ value: 1 });
    expect(run.lines('stdout')).toEqual(['out 2']);
    expect(run.lines('stderr')).toEqual(['err']);
    const urn = run.resource(bucketType, 'b').urn;
    expect(run.events.filter(({ kind }) => kind === 'log')).toEqual([
      { kind: 'log', severity: 'info', message: 'a note' },
      { kind: 'log', severity: 'warning', message: 'careful', urn },
    ]);
  });
});

describe('a preview', () => {
  const directory = writeProgram(`
    const bucket = new aws.s3.Bucket('b');
    const other = new aws.s3.Bucket('other', { tags: { of: bucket.arn, dns: bucket.bucketDomainName } });
    module.exports = { dryRun: pulumi.runtime.isDryRun(), arn: bucket.arn, dns: bucket.bucketDomainName };`);

  test('shows real values, and what is not known as such', async () => {
    const preview = await runTestProgram(directory, { dryRun: true });
    const bucket = preview.resource(bucketType, 'b');
    const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
    expect(preview.graph().outputs).toEqual({ dryRun: true, arn: `arn:aws:s3:::${bucket.id}`, dns: unknown });
    // bucketDomainName is an output the model does not compute.
    expect(preview.resource(bucketType, 'other').inputs['tags']).toEqual({
      of: `arn:aws:s3:::${bucket.id}`,
      dns: unknown,
    });
  });

  test('names what the deployment will name', async () => {
    const deployed = (await runTestProgram(directory)).graph();
    const preview = await runTestProgram(directory, { dryRun: true, previous: deployed });
    expect(preview.resource(bucketType, 'b')).toEqual(deployed.resources.find(({ name }) => name === 'b'));
  });
});

test('secrets the program prints or logs are masked', async () => {
  const run = await runTestProgram(
    writeProgram(
      `
      const key = new pulumi.Config().require('key');
      console.log('the key is ' + key);
      console.error(JSON.stringify({ key }));
      const tag = pulumi.secret('tag-that-is-secret');
      const bucket = new aws.s3.Bucket('b', { tags: { secret: tag } });
      bucket.tags.apply((tags) => { console.log(tags.secret); pulumi.log.warn('it is ' + tags.secret); });`,
      {
        'Pulumi.yaml': 'name: test\nruntime: nodejs\nconfig:\n  key:\n    secret: true\n',
        'Pulumi.dev.yaml': 'config:\n  key: hunter2-hunter2\n',
      },
    ),
  );
  expect(run.lines('stdout')).toEqual(['the key is [secret]', '[secret]']);
  expect(run.lines('stderr')).toEqual(['{"key":"[secret]"}']);
  expect(run.lines('log')).toEqual(['it is [secret]']);
  const bucket = run.resource(bucketType, 'b');
  expect(bucket.secretInputs).toEqual(['/tags/secret', '/tagsAll/secret']);
  expect(bucket.secretOutputs).toEqual(['/tags/secret', '/tagsAll/secret']);
});
