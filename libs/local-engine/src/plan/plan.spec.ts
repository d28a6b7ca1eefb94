import { describe, expect, test } from '@jest/globals';
import type { Graph, Resource } from '../graph.ts';
import type { ResourceModel } from '../model.ts';
import { object, string } from '../shape.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { nameOf, testGraph, testResource } from '../testing/graphs.ts';
import { isUnchanged, planChanges } from './plan.ts';
import type { Plan } from './plan.ts';

const bucketType = 'aws:s3/bucket:Bucket';
const attachmentType = 'aws:iam/rolePolicyAttachment:RolePolicyAttachment';
const attachment: ResourceModel = {
  token: attachmentType,
  inputs: object({ role: string, policyArn: string }),
  replaceOn: ['role', 'policyArn'],
  deleteBeforeReplace: true,
  global: true,
  outputs: () => ({ id: '', outputs: {} }),
};
const catalogue = testCatalogue(attachment);

const bucket = (name: string, more: Partial<Resource> = {}): Resource =>
  testResource(bucketType, name, { identity: `identity of ${name}`, inputs: { bucket: `${name}-1` }, ...more });
const plan = (before: readonly Resource[] | undefined, after: readonly Resource[] | undefined): Plan =>
  planChanges(before && testGraph(before), after && testGraph(after), catalogue);
const summary = ({ steps }: Plan): string[] =>
  steps.map(({ operation, name, replaced, retained }) =>
    [
      operation,
      name,
      ...(replaced === true ? ['(replaced)'] : []),
      ...(retained !== undefined ? ['(retained)'] : []),
    ].join(' '),
  );

describe('operations', () => {
  test('everything is created first', () => {
    const result = plan(undefined, [bucket('a'), bucket('b')]);
    expect(summary(result)).toEqual(['create a', 'create b']);
    expect(result.counts).toMatchObject({ create: 2, delete: 0, same: 0 });
    expect(isUnchanged(result)).toBe(false);
  });

  test('the same graph changes nothing', () => {
    const result = plan([bucket('a')], [bucket('a')]);
    expect(summary(result)).toEqual(['same a']);
    expect(isUnchanged(result)).toBe(true);
  });

  test('an output that changes is a change', () => {
    const result = planChanges(
      testGraph([], { outputs: { url: 'a' } }),
      testGraph([], { outputs: { url: 'b' } }),
      catalogue,
    );
    expect(result.outputs).toEqual([{ path: 'url', kind: 'update', before: 'a', after: 'b', replaces: false }]);
    expect(isUnchanged(result)).toBe(false);
  });

  test('an update says what changes, property by property', () => {
    const before = bucket('a', { inputs: { tags: { Team: 'x', Old: '1' }, rules: [{ days: 1 }], gone: true } });
    const after = bucket('a', {
      inputs: { tags: { Team: 'y', 'a b': '2' }, rules: [{ days: 2 }, { days: 3 }], came: 1 },
    });
    const [step] = plan([before], [after]).steps;
    expect(step?.operation).toBe('update');
    expect(step?.changes).toEqual([
      { path: 'came', kind: 'add', after: 1, replaces: false },
      { path: 'gone', kind: 'delete', before: true, replaces: false },
      { path: 'rules[0].days', kind: 'update', before: 1, after: 2, replaces: false },
      { path: 'rules[1]', kind: 'add', after: { days: 3 }, replaces: false },
      { path: 'tags.Team', kind: 'update', before: 'x', after: 'y', replaces: false },
      { path: 'tags.Old', kind: 'delete', before: '1', replaces: false },
      { path: 'tags["a b"]', kind: 'add', after: '2', replaces: false },
    ]);
  });

  test('JSON documents are compared by meaning, and inside', () => {
    const role = (policy: string): Resource =>
      testResource('aws:iam/role:Role', 'r', { inputs: { assumeRolePolicy: policy } });
    const same = plan([role('{"Version":"1","Statement":[]}')], [role('{ "Statement": [], "Version": "1" }')]);
    expect(summary(same)).toEqual(['same r']);
    const changed = plan([role('{"Statement":[{"Effect":"Allow"}]}')], [role('{"Statement":[{"Effect":"Deny"}]}')]);
    expect(changed.steps[0]?.changes).toMatchObject([
      { path: 'assumeRolePolicy.Statement[0].Effect', before: 'Allow', after: 'Deny' },
    ]);
  });

  test('what is only read is neither created nor deleted', () => {
    const read = bucket('a', { external: true });
    expect(summary(plan([read], [read]))).toEqual(['read a']);
    expect(summary(plan([read], []))).toEqual([]);
    expect(summary(plan([read], [bucket('a')]))).toEqual(['create a']);
  });

  test('default providers are not shown', () => {
    const provider = testResource('pulumi:providers:aws', 'default_7_48_0');
    expect(summary(plan([provider], []))).toEqual([]);
    expect(summary(plan(undefined, [provider, testResource('pulumi:providers:aws', 'mine')]))).toEqual(['create mine']);
  });
});

describe('secrets never appear', () => {
  test.each<[string, readonly string[]]>([
    ['the value itself', ['/password']],
    ['something above it', ['/nested']],
    ['something inside it', ['/nested/password']],
  ])('%s', (_, secretInputs) => {
    const before = bucket('a', {
      inputs: { password: 'old-secret', nested: { password: 'old-secret' } },
      secretInputs,
    });
    const after = bucket('a', {
      inputs: { password: 'new-secret', nested: { password: 'new-secret' } },
      secretInputs: [],
    });
    const { changes } = plan([before], [after]).steps[0] ?? { changes: [] };
    const shown = changes.find(({ path }) =>
      secretInputs.some((pointer) => pointer.slice(1).replace('/', '.').startsWith(path)),
    );
    expect(shown).toMatchObject({ kind: 'update', before: '[secret]', after: '[secret]' });
  });

  test('in outputs', () => {
    const before = testGraph([], { outputs: { token: 'old-secret' }, secretOutputs: ['/token'] });
    const after = testGraph([], { outputs: { token: 'new-secret' } });
    expect(JSON.stringify(planChanges(before, after, catalogue))).not.toMatch(/(old|new)-secret/);
  });
});

describe('replacement', () => {
  const renamed = bucket('a', { identity: 'another', inputs: { bucket: 'a-2' }, id: 'a-2' });

  test('creates before it deletes, when the name may change', () => {
    const result = plan([bucket('a')], [renamed]);
    expect(summary(result)).toEqual(['replace a', 'delete a (replaced)']);
    expect(result.steps[0]).toMatchObject({
      order: 'create-before-delete',
      changes: [{ path: 'bucket', replaces: true }],
    });
    expect(result.counts).toMatchObject({ replace: 1, delete: 0 });
  });

  test('deletes first when the name is fixed, the model says so or the program says so', () => {
    const order = (before: Resource, after: Resource): string[] => summary(plan([before], [after]));
    const deleteFirst = ['delete a (replaced)', 'replace a'];
    const fixed = { inputs: { bucket: 'fixed', region: 'eu-west-1' }, id: 'fixed' };
    expect(
      order(
        bucket('a', { ...fixed, inputs: { bucket: 'fixed', region: 'us-east-1' } }),
        bucket('a', { ...fixed, identity: 'another' }),
      ),
    ).toEqual(deleteFirst);
    expect(
      order(
        testResource(attachmentType, 'a', { identity: '1' }),
        testResource(attachmentType, 'a', { identity: '2', id: 'other' }),
      ),
    ).toEqual(deleteFirst);
    expect(order(bucket('a'), { ...renamed, deleteBeforeReplace: true })).toEqual(deleteFirst);
    expect(order(bucket('a'), { ...renamed, deleteBeforeReplace: false })).toEqual([
      'replace a',
      'delete a (replaced)',
    ]);
  });

  test('before a resource is deleted first, what depends on it is', () => {
    const chain = (identity: string): Resource[] => {
      const base = bucket('base', { identity, inputs: { bucket: 'fixed' }, id: 'fixed' });
      const middle = bucket('middle', {
        identity,
        dependencies: [base.urn],
        inputs: { bucket: identity },
        id: identity,
      });
      const kept = bucket('kept', { dependencies: [base.urn] });
      return [base, middle, kept];
    };
    expect(summary(plan(chain('1'), chain('2')))).toEqual([
      'delete middle (replaced)',
      'delete base (replaced)',
      'replace base',
      'replace middle',
      'same kept',
    ]);
  });

  test('without identities, the replace-on properties decide', () => {
    const old = testResource(bucketType, 'a', { inputs: { bucket: 'x' } });
    const renamedTo = testResource(bucketType, 'a', { inputs: { bucket: 'y' }, id: 'y' });
    expect(summary(plan([old], [renamedTo]))[0]).toBe('replace a');
    expect(summary(plan([old], [testResource(bucketType, 'a', { inputs: { bucket: 'x', tags: {} } })]))[0]).toBe(
      'update a',
    );
  });
});

describe('deletion', () => {
  test('goes against the direction of every kind of dependency', () => {
    const a = bucket('a');
    const others: Resource[] = [
      bucket('by-dependency', { dependencies: [a.urn] }),
      bucket('by-property', { propertyDependencies: { bucket: [a.urn] } }),
      bucket('by-parent', { parent: a.urn }),
      bucket('by-deleted-with', { deletedWith: a.urn }),
      bucket('by-provider', { provider: `${a.urn}::id` }),
    ];
    const order = summary(plan([a, ...others], undefined));
    expect(order.at(-1)).toBe('delete a');
    expect(order).toHaveLength(6);
    const last = bucket('last', { dependencies: [others[0]?.urn ?? ''] });
    const names = plan([a, ...others, last], undefined).steps.map(({ urn }) => nameOf(urn));
    expect(names.indexOf('last')).toBeLessThan(names.indexOf('by-dependency'));
  });

  test('comes after everything else', () => {
    expect(summary(plan([bucket('old')], [bucket('new')]))).toEqual(['create new', 'delete old']);
  });

  test('says when the resource would stay', () => {
    expect(summary(plan([bucket('a', { retainOnDelete: true })], []))).toEqual(['delete a (retained)']);
  });
});

describe('protection', () => {
  const guarded = bucket('a', { protect: true });
  const message = (operation: string): object => ({
    urn: guarded.urn,
    message: expect.stringContaining(`unable to ${operation} this resource: it is marked for protection`),
  });

  test('forbids deleting and replacing', () => {
    expect(plan([guarded], []).problems).toEqual([message('delete')]);
    expect(plan([guarded], undefined).problems).toEqual([message('delete')]);
    expect(plan([guarded], [{ ...guarded, identity: 'another' }]).problems).toEqual([message('replace')]);
  });

  test('allows the rest, and ends when the program takes it off', () => {
    expect(plan([guarded], [guarded]).problems).toEqual([]);
    expect(plan([guarded], [{ ...guarded, inputs: { bucket: 'a-1', tags: { a: 'b' } } }]).problems).toEqual([]);
    expect(plan([guarded], [{ ...guarded, protect: false, identity: 'another' }]).problems).toEqual([]);
  });
});

describe('renaming by alias', () => {
  const before = bucket('before');
  const after = bucket('after', { identity: before.identity ?? '', inputs: before.inputs, aliases: [before.urn] });

  test('is no replacement', () => {
    expect(summary(plan([before], [after]))).toEqual(['same after']);
  });

  test('does not take a resource away from its own urn', () => {
    expect(summary(plan([before], [after, before]))).toEqual(['create after', 'same before']);
  });
});

test('a graph of ten thousand resources is planned at once', () => {
  const many = (tag: string): Graph['resources'] =>
    Array.from({ length: 10_000 }, (_, index) =>
      bucket(`b${index}`, {
        inputs: { tags: { tag } },
        dependencies: index === 0 ? [] : [bucket(`b${index - 1}`).urn],
      }),
    );
  expect(plan(many('a'), many('b')).counts.update).toBe(10_000);
});
