import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Resource } from '../graph.ts';
import { planChanges } from '../plan/plan.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { runTestProgram, writeProgram } from '../testing/run-test-program.ts';

const ROLE = 'aws:iam/role:Role';
const BUCKET = 'aws:s3/bucket:Bucket';
const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });

const role = (options: string, inputs = ''): string =>
  writeProgram(`new aws.iam.Role('role', { name: 'shared', assumeRolePolicy: '${policy}'${inputs} }, { ${options} });`);

/** A role and a bucket as another stack left them. */
let retained: readonly Resource[];
let left: Resource;

beforeAll(async () => {
  const program = `
    new aws.iam.Role('old', { name: 'shared', assumeRolePolicy: '${policy}' }, { retainOnDelete: true });
    new aws.s3.Bucket('logs', { bucket: 'shared-logs' }, { retainOnDelete: true });`;
  const graph = (await runTestProgram(writeProgram(program), { stack: 'gone' })).graph();
  retained = graph.resources.filter(({ type }) => [ROLE, BUCKET].includes(type));
  left = retained.find(({ type }) => type === ROLE) as Resource;
});

const importing = (program: string, more: object = {}) =>
  runTestProgram(program, { readRetained: () => retained, ...more });

describe('import', () => {
  test('takes over what was retained, ids and all, and the plan says so', async () => {
    const run = await importing(role("import: 'shared'"));
    const imported = run.resource(ROLE, 'role');
    expect(imported).toMatchObject({ id: 'shared', importId: 'shared', identity: left.identity });
    expect(imported.outputs['uniqueId']).toBe(left.outputs['uniqueId']);
    const { steps } = planChanges(undefined, run.graph(), testCatalogue());
    expect(steps.find(({ type }) => type === ROLE)?.operation).toBe('import');
    expect(run.events).toContainEqual(expect.objectContaining({ kind: 'resource', name: 'role', operation: 'import' }));
  });

  test('without it a new one is made', async () => {
    const made = (await importing(role(''))).resource(ROLE, 'role');
    expect(made.importId).toBeUndefined();
    expect(made.outputs['uniqueId']).not.toBe(left.outputs['uniqueId']);
  });

  test('goes on when the stack has it, with or without the option', async () => {
    const previous = (await importing(role("import: 'shared'"))).graph();
    for (const options of ["import: 'shared'", '']) {
      const again = await runTestProgram(role(options, ", description: 'ours now'"), { previous });
      expect(again.resource(ROLE, 'role')).toMatchObject({ identity: left.identity });
      const { steps } = planChanges(previous, again.graph(), testCatalogue());
      expect(steps.find(({ type }) => type === ROLE)?.operation).toBe('update');
    }
  });

  test('of what is not there is refused in the words of Pulumi', async () => {
    expect((await importing(role("import: 'other'"))).problems()).toEqual(["role: resource 'other' does not exist"]);
    expect((await importing(role("import: 'shared'"), { readRetained: () => [] })).problems()).toEqual([
      "role: resource 'shared' does not exist",
    ]);
  });

  test('is refused where the inputs differ, which it names', async () => {
    const run = await importing(role("import: 'shared'", ", description: 'another'"));
    expect(run.problems()).toEqual(['role: inputs to import do not match the existing resource: description']);
    const ignoring = await importing(
      role("import: 'shared', ignoreChanges: ['description']", ", description: 'another'"),
    );
    expect(ignoring.resource(ROLE, 'role').inputs['description']).toBe('Managed by Pulumi');
  });

  test('looks in the region of the resource', async () => {
    const bucket = (options: string) =>
      writeProgram(`new aws.s3.Bucket('b', { bucket: 'shared-logs'${options} }, { import: 'shared-logs' });`);
    expect((await importing(bucket(''))).resource(BUCKET, 'b').importId).toBe('shared-logs');
    expect((await importing(bucket(", region: 'eu-west-1'"))).problems()).toEqual([
      "b: resource 'shared-logs' does not exist",
    ]);
  });

  test('does not take from a stack that has it', async () => {
    const owner = (await runTestProgram(role(''), { stack: 'owner' })).graph();
    const run = await importing(role("import: 'shared'"), {
      readRetained: () => [],
      listStacks: () => ['owner'],
      readStack: () => owner,
    });
    expect(run.problems()).toEqual([expect.stringContaining("resource 'shared' belongs to the stack owner")]);
  });

  test('nor what it has by now and what a crash left among the retained, too', async () => {
    const owner = (await runTestProgram(role(''), { stack: 'owner' })).graph();
    const run = await importing(role("import: 'shared'"), { listStacks: () => ['owner'], readStack: () => owner });
    expect(run.problems()).toEqual([expect.stringContaining("resource 'shared' belongs to the stack owner")]);
  });

  test('does not put one thing in the place of another', async () => {
    const previous = (await runTestProgram(writeProgram("new aws.s3.Bucket('b', { bucket: 'mine-alone' });"))).graph();
    const program = writeProgram("new aws.s3.Bucket('b', { bucket: 'shared-logs' }, { import: 'shared-logs' });");
    expect((await importing(program, { previous })).problems()).toEqual([
      expect.stringContaining('cannot import shared-logs in place of mine-alone'),
    ]);
  });
});

test('what was retained can be read', async () => {
  const run = await importing(writeProgram("exports.arn = aws.iam.Role.get('role', 'shared').arn;"));
  expect(run.graph().outputs['arn']).toBe(left.outputs['arn']);
});
