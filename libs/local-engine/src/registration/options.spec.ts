import { describe, expect, test } from '@jest/globals';
import type { Graph, Resource } from '../graph.ts';
import { planChanges } from '../plan/plan.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { runTestProgram, writeProgram } from '../testing/run-test-program.ts';
import type { TestRun } from '../testing/run-test-program.ts';

const bucketType = 'aws:s3/bucket:Bucket';
const urnOf = (name: string, parents = ''): string => `urn:pulumi:dev::test::${parents}${bucketType}::${name}`;
const operationOf = ({ events }: TestRun, name: string): string | undefined =>
  events.find((event) => event.kind === 'resource' && event.name === name && event.type === bucketType)?.kind ===
  'resource'
    ? events
        .flatMap((event) =>
          event.kind === 'resource' && event.name === name && event.type === bucketType ? [event.operation] : [],
        )
        .join()
    : undefined;

/** Runs a program twice; `second` is what `config.getBoolean('second')` tells it. */
async function runTwice(
  source: string,
): Promise<{ readonly first: TestRun; readonly second: TestRun; readonly before: Graph }> {
  const directory = writeProgram(`const second = new pulumi.Config().getBoolean('second');\n${source}`);
  const first = await runTestProgram(directory);
  const before = first.graph();
  const second = await runTestProgram(directory, {
    previous: before,
    config: { 'aws:region': 'us-east-1', 'test:second': 'true' },
  });
  return { first, second, before };
}

test('options end up in the graph, inherited where Pulumi inherits them', async () => {
  const run = await runTestProgram(
    writeProgram(`
      class Site extends pulumi.ComponentResource {
        constructor(name, opts) {
          super('test:index:Site', name, { colour: 'blue' }, opts);
          this.bucket = new aws.s3.Bucket(name + '-content', {}, { parent: this });
          this.registerOutputs({ arn: this.bucket.arn, key: pulumi.secret('hunter2-hunter2') });
        }
      }
      const site = new Site('site', { protect: true, retainOnDelete: true });
      const base = new aws.s3.Bucket('base');
      new aws.s3.Bucket('all', { tags: { of: base.arn, site: site.bucket.bucket } }, {
        dependsOn: [site], deletedWith: base, deleteBeforeReplace: true, retainOnDelete: true, additionalSecretOutputs: ['arn'],
      });`),
  );
  const component = run.resource('test:index:Site', 'site');
  const arn = run.resource(bucketType, 'site-content').outputs['arn'];
  expect(component).toMatchObject({
    custom: false,
    id: '',
    protect: true,
    retainOnDelete: true,
    inputs: { colour: 'blue' },
  });
  expect(component).toMatchObject({ outputs: { arn, key: 'hunter2-hunter2' }, secretOutputs: ['/key'] });
  const content = urnOf('site-content', 'test:index:Site$');
  expect(run.resource(bucketType, 'site-content')).toMatchObject({
    urn: content,
    parent: component.urn,
    protect: true,
    retainOnDelete: true,
  });
  expect(run.resource(bucketType, 'all')).toMatchObject({
    dependencies: [urnOf('base'), content],
    propertyDependencies: { tags: [urnOf('base'), content] },
    deletedWith: urnOf('base'),
    deleteBeforeReplace: true,
    retainOnDelete: true,
    protect: false,
    secretOutputs: ['/arn'],
  });
  const order = run.graph().resources.map(({ urn }) => urn);
  expect(order.indexOf(content)).toBeLessThan(order.indexOf(urnOf('all')));
  expect(order.indexOf(component.urn)).toBeLessThan(order.indexOf(content));
});

test('transforms run from the inside out and may change properties and options; hooks run around the creation', async () => {
  const directory = writeProgram(`
    const note = (text) => ({ props, opts }) => ({ props: { ...props, tags: { ...props.tags, order: (props.tags?.order ?? '') + text } }, opts });
    const bucketsOnly = (transform) => (args) => args.type === '${bucketType}' ? transform(args) : undefined;
    pulumi.runtime.registerResourceTransform(bucketsOnly(note('stack')));
    pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args }, opts }));
    const hook = (name, options) => new pulumi.ResourceHook(name, (args) => {
      console.log(name, args.id, args.newInputs.tags.order, args.newOutputs && args.newOutputs.arn);
      if (name === 'failing') throw new Error('no way');
    }, options);
    const parent = new pulumi.ComponentResource('test:index:Parent', 'parent', {}, { transforms: [bucketsOnly(note('parent-'))] });
    new aws.s3.Bucket('b', {}, {
      parent,
      transforms: [note('own-'), ({ props, opts }) => ({ props, opts: { ...opts, protect: true, dependsOn: [other] } })],
      hooks: { beforeCreate: [hook('before')], afterCreate: [hook('after')], beforeUpdate: [hook('update')] },
    });
    const other = new aws.s3.Bucket('other', {}, {
      hooks: new pulumi.Config().getBoolean('fail') ? { beforeCreate: [hook('failing')] } : undefined,
    });
    exports.account = aws.getCallerIdentityOutput().accountId;`);
  const run = await runTestProgram(directory);
  const bucket = run.resource(bucketType, 'b');
  expect(bucket.inputs['tags']).toEqual({ order: 'own-parent-stack' });
  expect(bucket).toMatchObject({ protect: true, dependencies: [urnOf('other')] });
  expect(run.lines('stdout')).toEqual([
    'before  own-parent-stack undefined',
    `after ${bucket.id} own-parent-stack arn:aws:s3:::${bucket.id}`,
  ]);
  expect(run.graph().outputs).toEqual({ account: '123456789012' });

  const preview = await runTestProgram(directory, { dryRun: true });
  expect(preview.lines('stdout')).toEqual([]);

  const failed = await runTestProgram(directory, { config: { 'aws:region': 'us-east-1', 'test:fail': 'true' } });
  expect(failed.problems()).toEqual(['other: before hook "failing" failed: no way']);
});

test('a rename by alias keeps ids and names, also of children', async () => {
  const { second, before } = await runTwice(`
    class Site extends pulumi.ComponentResource {
      constructor(name, opts) {
        super(second ? 'test:index:NewSite' : 'test:index:Site', name, {}, opts);
        new aws.s3.Bucket(name + '-content', {}, { parent: this });
      }
    }
    const type = 'test:index:Site';
    new Site(second ? 'new-site' : 'site', second ? { aliases: [{ name: 'site', type }] } : {});
    new aws.s3.Bucket(second ? 'new' : 'old', {}, second ? { aliases: [{ name: 'old' }] } : {});
    new aws.s3.Bucket('moved', {}, second ? { parent: new pulumi.ComponentResource('test:index:Box', 'box'), aliases: [{ parent: pulumi.rootStackResource }] } : {});`);
  const old = (name: string): Resource | undefined => before.resources.find((resource) => resource.name === name);
  for (const [now, then] of [
    ['new', 'old'],
    ['new-site-content', 'site-content'],
    ['moved', 'moved'],
  ] as const) {
    expect(second.resource(bucketType, now)).toMatchObject({ id: old(then)?.id, identity: old(then)?.identity });
    expect(operationOf(second, now)).toBe('same');
  }
  const plan = planChanges(before, second.graph(), testCatalogue());
  expect(plan.counts).toMatchObject({ create: 1, delete: 0, replace: 0, update: 0 });
  // The aliases may go in a later version of the program: the state remembers what was renamed.
  const again = planChanges(second.graph(), second.graph(), testCatalogue());
  expect(again.counts).toMatchObject({ create: 0, delete: 0 });
});

test('what replaces a resource, and what does not', async () => {
  const { second, before } = await runTwice(`
    const tags = { version: second ? '2' : '1' };
    new aws.s3.Bucket('updated', { tags });
    new aws.s3.Bucket('ignored', { tags }, { ignoreChanges: ['tags.version'] });
    const on = new aws.s3.Bucket('on-changes', { tags }, { replaceOnChanges: ['tags.version'] });
    new aws.s3.Bucket('not-on-changes', { tags }, { replaceOnChanges: ['forceDestroy'] });
    new aws.s3.Bucket('trigger', {}, { replacementTrigger: tags.version });
    new aws.s3.Bucket('with', {}, { replaceWith: [on] });
    new aws.s3.Bucket('region', { region: second ? 'eu-west-1' : 'us-east-1' });
    new aws.s3.Bucket('named', { bucket: 'fixed-name', region: second ? 'eu-west-1' : 'us-east-1' });`);
  const expected = {
    updated: 'update',
    ignored: 'same',
    'on-changes': 'replace',
    'not-on-changes': 'update',
    trigger: 'replace',
    with: 'replace',
    region: 'replace',
    named: 'replace',
  };
  const plan = planChanges(before, second.graph(), testCatalogue());
  for (const [name, operation] of Object.entries(expected)) {
    expect([name, operationOf(second, name)]).toEqual([name, operation]);
    expect(plan.steps.find((step) => step.name === name && step.operation !== 'delete')?.operation).toBe(operation);
    const old = before.resources.find((resource) => resource.name === name);
    const isOther = second.resource(bucketType, name).id !== old?.id;
    expect([name, isOther]).toEqual([name, operation === 'replace' && name !== 'named']);
  }
  expect(second.resource(bucketType, 'ignored').inputs['tags']).toEqual({ version: '1' });
  expect(plan.steps.find(({ name }) => name === 'named')).toMatchObject({ operation: 'delete', replaced: true });
});

describe('providers', () => {
  test('give region and default tags; a resource may say otherwise', async () => {
    const run = await runTestProgram(
      writeProgram(
        `
        const west = new aws.Provider('west', { region: 'eu-west-1', defaultTags: { tags: { Owner: 'team', Both: 'provider' } } });
        new aws.s3.Bucket('default');
        new aws.s3.Bucket('own', { region: 'ap-southeast-1' });
        new aws.s3.Bucket('west', { tags: { Both: 'resource' } }, { provider: west });
        class Box extends pulumi.ComponentResource {
          constructor(opts) { super('test:index:Box', 'box', {}, opts); new aws.s3.Bucket('inside', {}, { parent: this }); }
        }
        new Box({ providers: [west] });
        new aws.iam.Role('role', { assumeRolePolicy: { Version: '2012-10-17', Statement: [] } }, { provider: west });`,
        { 'Pulumi.dev.yaml': 'config:\n  aws:region: us-east-2\n  aws:defaultTags:\n    tags: { Stack: dev }\n' },
      ),
    );
    const bucket = (name: string): unknown => {
      const { inputs, provider } = run.resource(bucketType, name);
      return [inputs['region'], inputs['tagsAll'], provider?.split('::').at(-2)];
    };
    expect(bucket('default')).toEqual(['us-east-2', { Stack: 'dev' }, 'default_7_48_0']);
    expect(bucket('own')).toEqual(['ap-southeast-1', { Stack: 'dev' }, 'default_7_48_0']);
    expect(bucket('west')).toEqual(['eu-west-1', { Owner: 'team', Both: 'resource' }, 'west']);
    expect(bucket('inside')).toEqual(['eu-west-1', { Owner: 'team', Both: 'provider' }, 'west']);
    const role = run.resource('aws:iam/role:Role', 'role');
    expect(role.inputs).toMatchObject({
      description: 'Managed by Pulumi',
      assumeRolePolicy: '{"Statement":[],"Version":"2012-10-17"}',
    });
    expect(role.inputs['region']).toBeUndefined();
    expect(role.outputs['uniqueId']).toMatch(/^AROA[A-Z2-7]{17}$/);
  });

  test('without a region are one problem, not one for each resource', async () => {
    const run = await runTestProgram(writeProgram(`new aws.s3.Bucket('a'); new aws.s3.Bucket('b', { acl: 'x' });`), {
      config: {},
    });
    expect(run.problems()).toEqual([
      'b: acl is not supported by the local cloud',
      'default_7_48_0: Missing region configuration',
    ]);
  });

  test('may not be asked for what they cannot do', async () => {
    const run = await runTestProgram(
      writeProgram(
        `new aws.s3.Bucket('a', {}, { provider: new aws.Provider('p', { region: 'us-east-1', s3UsePathStyle: true }) });`,
      ),
    );
    expect(run.problems()).toEqual(['p: s3UsePathStyle is not supported by the local cloud']);
    const disabled = await runTestProgram(writeProgram(`new aws.s3.Bucket('a');`), {
      config: { 'aws:region': 'us-east-1', 'pulumi:disable-default-providers': '["aws"]' },
    });
    expect(disabled.problems()).toEqual([
      "default_7_48_0: Default provider for 'aws' disabled. Its resources must use an explicit provider.",
    ]);
  });
});

test('code goes into the asset store, from a directory or from a function in the program itself', async () => {
  const stored: string[] = [];
  const run = await runTestProgram(
    writeProgram(
      `
      const role = new aws.iam.Role('role', { assumeRolePolicy: { Version: '2012-10-17', Statement: [] } });
      const code = new pulumi.asset.AssetArchive({ '.': new pulumi.asset.FileArchive('./dist'), 'note.txt': new pulumi.asset.StringAsset('hello'), empty: new pulumi.asset.StringAsset('') });
      const environment = { variables: { KEY: pulumi.secret('hunter2-hunter2') } };
      const handler = new aws.lambda.Function('handler', { code, role: role.arn, handler: 'index.handler', runtime: 'nodejs24.x', environment });
      handler.code.apply((archive) => console.log(Object.keys(archive.assets === undefined ? {} : archive.assets).join()));
      const archive = new aws.lambda.Function('archive', { code: new pulumi.asset.FileArchive('./dist'), role: role.arn });
      archive.code.apply(async (value) => console.log(await value.path));
      new aws.lambda.CallbackFunction('callback', { role, callback: async () => 'done' });
      exports.sha = handler.codeSha256;`,
      { 'dist/index.js': 'exports.handler = 1;' },
    ),
    {
      assets: {
        path: ({ hash }) => hash,
        putAsset: async (content) => ({ $asset: 'asset', hash: Buffer.from(content).toString('hex').slice(0, 8) }),
        putArchive: async (entries) => {
          stored.push(
            entries
              .map(({ path }) => path)
              .sort()
              .join(),
          );
          return { $asset: 'archive', hash: `hash-of-${entries.length}` };
        },
      },
    },
  );
  const handler = run.resource('aws:lambda/function:Function', 'handler');
  expect(handler.inputs['code']).toEqual({ $asset: 'archive', hash: 'hash-of-3' });
  expect(handler.secretOutputs).toEqual(['/codeSha256', '/environment/variables/KEY']);
  expect(run.graph()).toMatchObject({ outputs: { sha: 'hash-of-3' }, secretOutputs: ['/sha'] });
  expect(stored).toContain('empty,index.js,note.txt');
  expect(stored).toContain('index.js');
  expect(stored.some((paths) => paths.includes('__index.js'))).toBe(true);
  expect(run.lines('stdout').sort()).toEqual(['', './dist'].sort());
});
