import { describe, expect, test } from '@jest/globals';
import { checkInputs } from '../check/check-inputs.ts';
import type { Properties, Resource } from '../graph.ts';
import type { ModelContext, ResourceModel } from '../model.ts';
import { json, map, object, string } from '../shape.ts';
import { testResource } from '../testing/graphs.ts';
import { completeResource } from './complete-resource.ts';
import type { Completable, Completed } from './complete-resource.ts';

const model: ResourceModel = {
  token: 'aws:test/thing:Thing',
  inputs: object({ name: string, zone: string, size: string, policy: json, tags: map(string) }),
  name: { property: 'name', maxLength: 30, pattern: /^[a-z0-9-]+$/, automatic: true },
  replaceOn: ['name', 'zone'],
  defaults: (inputs) => ({ size: inputs['zone'] === 'small-zone' ? 'small' : 'large' }),
  check: ({ size, zone }) => (size === zone ? ['size and zone must differ'] : []),
  outputs: (inputs, { id }) => ({
    id: id('thing-', 8),
    outputs: { arn: `arn of ${String(inputs['name'])}`, tags: inputs['tags'] ?? {} },
  }),
};

function complete(given: Properties, more: Partial<Completable> = {}, secrets: readonly string[] = []): Completed {
  const result = tryComplete(given, more, secrets);
  if ('issues' in result) throw new Error(result.issues.join('; '));
  return result;
}

function tryComplete(
  given: Properties,
  more: Partial<Completable> = {},
  secrets: readonly string[] = [],
): Completed | { readonly issues: readonly string[] } {
  return completeResource({
    model,
    urn: 'urn:thing',
    name: 'thing',
    checked: checkInputs(model, given, secrets, { region: 'us-east-1', defaultTags: { Owner: 'team' } }),
    previous: undefined,
    seed: 'seed',
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    replace: false,
    context: (id) => ({ id }) as ModelContext,
    ...more,
  });
}

const deployed = (completed: Completed): Resource =>
  testResource(model.token, 'thing', { urn: 'urn:thing', ...completed });

test('a new resource gets name, defaults, region, tags, id and outputs', () => {
  expect(complete({ tags: { a: 'b' } })).toEqual({
    operation: 'create',
    identity: expect.stringMatching(/^[0-9a-f]{32}$/),
    generated: ['name'],
    id: expect.stringMatching(/^thing-[0-9a-f]{8}$/),
    inputs: {
      name: expect.stringMatching(/^thing-[0-9a-f]{7}$/),
      size: 'large',
      region: 'us-east-1',
      tags: { a: 'b' },
      tagsAll: { Owner: 'team', a: 'b' },
    },
    outputs: expect.objectContaining({ arn: expect.stringMatching(/^arn of thing-/), size: 'large', tags: { a: 'b' } }),
    secretInputs: [],
    secretOutputs: [],
  });
});

test('what the shape allows and the model does not is an issue, and only once name and shape are right', () => {
  expect(tryComplete({ size: 'x', zone: 'x' })).toEqual({ issues: ['size and zone must differ'] });
  expect(tryComplete({ name: 'NO', size: 'x', zone: 'x' })).toEqual({
    issues: ['invalid value for name (must match ^[a-z0-9-]+$): NO'],
  });
});

describe('deployed again, it', () => {
  const first = complete({});
  const previous = deployed(first);

  test('is the same, or updated with its ids kept', () => {
    expect(complete({}, { previous })).toEqual({ ...first, operation: 'same' });
    expect(complete({ size: 'huge' }, { previous })).toMatchObject({
      operation: 'update',
      id: first.id,
      identity: first.identity,
    });
    expect(complete({}, { previous, urn: 'urn:renamed', name: 'renamed' })).toMatchObject({
      operation: 'same',
      id: first.id,
      inputs: first.inputs,
    });
  });

  test('is replaced when a fixed input changes, with another id and another name', () => {
    const moved = complete({ zone: 'b' }, { previous });
    expect(moved.operation).toBe('replace');
    expect(moved.id).not.toBe(first.id);
    expect(moved.inputs['name']).not.toBe(first.inputs['name']);
    expect(complete({ zone: 'b' }, { previous: deployed(moved) })).toEqual({ ...moved, operation: 'same' });
    expect(complete({ region: 'eu-west-1' }, { previous }).operation).toBe('replace');
  });

  test('takes defaults that follow the new fixed input', () => {
    expect(complete({ zone: 'small-zone' }, { previous }).inputs['size']).toBe('small');
  });

  test('gets a new id with every replacement the program asks for', () => {
    const ids = [first.id];
    let last = previous;
    for (let round = 0; round < 4; round++) {
      const next = complete({}, { previous: last, replace: true });
      expect(next.operation).toBe('replace');
      ids.push(next.id);
      last = deployed(next);
      expect(complete({}, { previous: last }).id).toBe(next.id);
    }
    expect(new Set(ids).size).toBe(5);
  });

  test('keeps a generated name also when the program names the very same', () => {
    const name = first.inputs['name'] ?? null;
    expect(complete({ name }, { previous })).toEqual({ ...first, operation: 'same' });
    expect(complete({ name: 'other' }, { previous })).toMatchObject({
      operation: 'replace',
      inputs: { name: 'other' },
    });
    const named = deployed(complete({ name: 'other' }));
    expect(complete({}, { previous: named }).operation).toBe('replace');
  });
});

test('secrets stay secret in what is made of them', () => {
  const secrets = ['/tags/key', '/policy/Statement/0'];
  const given = { tags: { key: 'secret' }, policy: { Statement: [{ Sid: 'secret' }] } };
  const { secretInputs, secretOutputs } = complete(given, { additionalSecretOutputs: ['arn', 'missing'] }, secrets);
  expect(secretInputs).toEqual(['/policy', '/tags/key', '/tagsAll/key']);
  expect(secretOutputs).toEqual(['/arn', '/policy', '/tags/key', '/tagsAll/key']);
});
