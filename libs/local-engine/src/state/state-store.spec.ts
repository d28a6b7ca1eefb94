import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Graph, Properties, Resource, Value } from '../graph.ts';
import { appendToken } from '../pointer.ts';
import { signatureKey } from '../protocol/signatures.ts';
import { testGraph, testResource } from '../testing/graphs.ts';
import { temporaryDirectory } from '../testing/run-test-program.ts';
import { openStateStore } from './state-store.ts';

const now = (): Date => new Date('2026-01-02T03:04:05Z');
const bucket = testResource('aws:s3/bucket:Bucket', 'documents', { inputs: { bucket: 'documents' } });
const withSecret = testGraph(
  [
    testResource('aws:x/y:Y', 'db', {
      inputs: { password: 'hunter2-very-secret' },
      secretInputs: ['/password'],
      secretOutputs: ['/password'],
    }),
  ],
  { outputs: { token: 'token-very-secret', open: 1 }, secretOutputs: ['/token'] },
);

describe('what is written is read', () => {
  const text = fc.string({ minLength: 1 }).filter((name) => name !== signatureKey && name !== '$asset');
  const asset = fc.record({ $asset: fc.constantFrom('asset', 'archive'), hash: fc.string() });
  const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      asset as fc.Arbitrary<Value>,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(text, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const properties = fc
    .dictionary(text, value, { maxKeys: 4 })
    .chain((given) => fc.tuple(fc.constant(given), fc.subarray(pointersInto(given, ''))));
  const optional = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> =>
    fc.oneof(fc.constant({}), arbitrary);
  const resource: fc.Arbitrary<Resource> = fc
    .tuple(
      fc.record({
        urn: fc.string(),
        type: fc.string(),
        name: fc.string(),
        external: fc.boolean(),
        dependencies: fc.array(fc.string(), { maxLength: 2 }),
        propertyDependencies: fc.dictionary(text, fc.array(fc.string(), { maxLength: 2 }), { maxKeys: 2 }),
        protect: fc.boolean(),
        retainOnDelete: fc.boolean(),
      }),
      fc.oneof(fc.constant({ custom: false, id: '' }), fc.record({ custom: fc.constant(true), id: fc.string() })),
      optional(fc.record({ parent: fc.string(), provider: fc.string(), deletedWith: fc.string() })),
      optional(fc.record({ identity: fc.string(), generated: fc.array(fc.string()), replacementTrigger: fc.string() })),
      optional(fc.record({ deleteBeforeReplace: fc.boolean(), aliases: fc.array(fc.string()), importId: fc.string() })),
      properties,
      properties,
    )
    .map(([base, id, place, own, options, [inputs, secretInputs], [outputs, secretOutputs]]) => ({
      ...base,
      ...id,
      ...place,
      ...own,
      ...options,
      inputs,
      secretInputs,
      outputs,
      secretOutputs,
    }));

  test('any graph', () => {
    const store = openStateStore(temporaryDirectory(), now);
    fc.assert(
      fc.property(
        fc.array(resource, { maxLength: 3 }),
        properties,
        fc.string(),
        (resources, [outputs, secretOutputs], seed) => {
          const graph = testGraph(resources, { outputs, secretOutputs, seed });
          store.write(graph);
          expect(withSortedSecrets(store.read('dev'))).toEqual(withSortedSecrets(graph));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nothing before the first deployment and after removal', () => {
    const store = openStateStore(join(temporaryDirectory(), 'not-there-yet'), now);
    expect(store.read('dev')).toBeUndefined();
    expect(store.list()).toEqual([]);
    store.write(testGraph([bucket]));
    store.write(testGraph([], { stack: 'prod' }));
    store.write(testGraph([bucket]));
    expect(store.list()).toEqual(['dev', 'prod']);
    store.remove('dev');
    expect(store.read('dev')).toBeUndefined();
    expect(store.list()).toEqual(['prod']);
  });

  test('what is retained, beside the stacks and outliving them', () => {
    const home = temporaryDirectory();
    const store = openStateStore(join(home, 'state'), now);
    expect(store.readRetained()).toEqual([]);
    store.write(testGraph([bucket]));
    store.writeRetained([bucket]);
    store.remove('dev');
    expect(openStateStore(join(home, 'state')).readRetained()).toEqual([bucket]);
    expect(store.list()).toEqual([]);
    writeFileSync(join(home, 'account', 'retained.json'), '{}');
    expect(() => store.readRetained()).toThrow(/retained\.json cannot be used/);
  });
});

describe('secrets', () => {
  test('are not readable in any file, and the files are the owner’s', () => {
    const directory = temporaryDirectory();
    const store = openStateStore(directory, now);
    store.write(withSecret);
    store.write(withSecret);
    expect(readdirSync(directory).sort()).toEqual(['dev.json', 'dev.json.bak', 'secrets.key']);
    for (const file of readdirSync(directory)) {
      expect(readFileSync(join(directory, file), 'utf8')).not.toContain('very-secret');
      expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
    }
    expect(openStateStore(directory, now).read('dev')).toEqual(withSecret);
  });

  test('do not open with another key, without one, or moved to another property', () => {
    const directory = temporaryDirectory();
    openStateStore(directory, now).write(withSecret);
    const key = join(directory, 'secrets.key');
    const original = readFileSync(key, 'utf8');
    writeFileSync(key, Buffer.alloc(32, 1).toString('base64'));
    expect(() => openStateStore(directory).read('dev')).toThrow(
      /dev\.json cannot be used: the secret .* does not open with the key file .*secrets\.key/,
    );
    rmSync(key);
    expect(() => openStateStore(directory).read('dev')).toThrow(/need the key file .*secrets\.key, which is missing/);
    writeFileSync(key, 'AAAA');
    expect(() => openStateStore(directory).read('dev')).toThrow(/the key file .* is damaged/);
    writeFileSync(key, original);
    expect(openStateStore(directory).read('dev')).toEqual(withSecret);
  });
});

describe('a damaged file is an error that names it and the way out', () => {
  function damaged(
    change: (text: string) => string | undefined,
    deployments: number,
  ): { readonly message: string; readonly file: string } {
    const directory = temporaryDirectory();
    const store = openStateStore(directory, now);
    for (let index = 0; index < deployments; index++) store.write(testGraph([bucket], { seed: `seed-${index}` }));
    const file = join(directory, 'dev.json');
    const text = change(readFileSync(file, 'utf8'));
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    let message = 'it was read';
    try {
      store.read('dev');
    } catch (error) {
      message = (error as Error).message;
    }
    return { message, file };
  }

  test.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['not JSON', () => 'hello'],
    ['no checkpoint', () => '{}'],
    ['of another version', (text) => text.replace('"version": 3', '"version": 4')],
    ['changed in one character', (text) => text.replace('"documents"', '"documentz"')],
    ['without its resources', (text) => text.replace('"resources"', '"ressources"')],
  ])('%s', (_, change) => {
    const { message, file } = damaged(change, 2);
    expect(message).toMatch(
      new RegExp(
        `^The state file ${file} cannot be used: .+\\. The state before the last deployment is in ${file}\\.bak: copy it`,
      ),
    );
    expect(damaged(change, 1).message).toMatch(/Remove it and run up again to start with an empty stack\.$/);
  });

  test('gone while its backup is there', () => {
    expect(damaged(() => undefined, 2).message).toMatch(/it is missing, but its backup is there/);
  });

  test('cut off at any byte', () => {
    const directory = temporaryDirectory();
    const store = openStateStore(directory, now);
    store.write(testGraph([bucket]));
    const file = join(directory, 'dev.json');
    const text = readFileSync(file, 'utf8').trimEnd();
    for (let length = 0; length < text.length; length += 7) {
      writeFileSync(file, text.slice(0, length));
      expect(() => store.read('dev')).toThrow('cannot be used');
    }
  });

  test('the backup is the state before the last deployment, whole', () => {
    const directory = temporaryDirectory();
    const store = openStateStore(directory, now);
    store.write(testGraph([], { seed: 'first' }));
    store.write(testGraph([], { seed: 'second' }));
    writeFileSync(join(directory, 'dev.json'), readFileSync(join(directory, 'dev.json.bak')));
    expect(store.read('dev')?.seed).toBe('first');
  });
});

test('a failed write leaves the old state and nothing else behind', () => {
  const directory = temporaryDirectory();
  const store = openStateStore(directory, now);
  store.write(testGraph([bucket]));
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  expect(() => store.write(testGraph([testResource('a:b:C', 'x', { inputs: circular as Properties })]))).toThrow();
  expect(store.read('dev')).toEqual(testGraph([bucket]));
  expect(readdirSync(directory)).toEqual(['dev.json']);
});

test('a write clears away what a killed one has left, and nothing of a running process', () => {
  const directory = temporaryDirectory();
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const name of [`dev.json.${pid}.tmp`, `dev.json.${process.ppid}.tmp`, `dev.json.x.${pid}.tmp`])
    writeFileSync(join(directory, name), '{');
  openStateStore(directory, now).write(testGraph([bucket]));
  expect(readdirSync(directory).sort()).toEqual(['dev.json', `dev.json.${process.ppid}.tmp`, `dev.json.x.${pid}.tmp`]);
});

test('a write that the disk does not take whole leaves the old state', () => {
  const directory = temporaryDirectory();
  openStateStore(directory, now).write(testGraph([bucket]));
  const module = pathToFileURL(join(import.meta.dirname, 'state-store.ts')).href;
  const script = `
    const { openStateStore } = await import('${module}');
    const resource = ${JSON.stringify(testResource('a:b:C', 'x', { inputs: {} }))};
    const graph = { ...${JSON.stringify(testGraph([]))}, resources: [{ ...resource, inputs: { text: 'x'.repeat(100_000) } }] };
    try { openStateStore('${directory}').write(graph); } catch (error) { console.log(error.code); }`;
  // No file may become longer than 8 blocks of 512 bytes.
  const limited = ['-c', 'ulimit -f 8; exec "$0" --input-type=module --eval "$1"', process.execPath, script];
  const { stdout, stderr } = spawnSync('/bin/sh', limited, { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['EFBIG\n', '']);
  expect(readdirSync(directory)).toEqual(['dev.json']);
  expect(openStateStore(directory).read('dev')).toEqual(testGraph([bucket]));
});

test.each(['../other', 'a/b', '', '..', 'a b', 'ä'])('"%s" is no stack name', (name) => {
  const directory = temporaryDirectory();
  expect(() => openStateStore(directory).read(name)).toThrow('is no stack name');
  expect(() => openStateStore(directory).lock(name)).toThrow('is no stack name');
  expect(existsSync(join(directory, '..', 'other.json'))).toBe(false);
});

function pointersInto(value: Value | Properties, pointer: string): string[] {
  if (typeof value !== 'object' || value === null || '$asset' in value) return [pointer];
  const inside = Object.entries(value).flatMap(([name, child]) =>
    pointersInto(child as Value, appendToken(pointer, name)),
  );
  return pointer === '' ? inside : [pointer, ...inside];
}

function withSortedSecrets(graph: Graph | undefined): unknown {
  return (
    graph && {
      ...graph,
      secretOutputs: [...graph.secretOutputs].sort(),
      resources: graph.resources.map((resource) => ({
        ...resource,
        secretInputs: [...resource.secretInputs].sort(),
        secretOutputs: [...resource.secretOutputs].sort(),
      })),
    }
  );
}
