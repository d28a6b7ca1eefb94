import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { Graph, Plan, Step } from '@palisade/local-engine';
import { findWorkspace } from '../workspace.ts';
import { buildHint } from './build-hint.ts';
import { maskedOutputs, printOutputs } from './outputs.ts';
import * as painted from './plan.ts';
import { summary } from './plan.ts';
import { problemsError } from './problems.ts';
import { quote, quoteIfNeeded } from './shell.ts';

const graph = (outputs: Graph['outputs'], secretOutputs: readonly string[] = []): Graph => ({
  organization: 'organization',
  project: 'specs',
  stack: 'dev',
  seed: 'seed',
  resources: [],
  outputs,
  secretOutputs,
});

const step = (more: Partial<Step> = {}): Step => ({
  operation: 'create',
  urn: 'urn:pulumi:dev::specs::aws:s3/bucket:Bucket::documents',
  type: 'aws:s3/bucket:Bucket',
  name: 'documents',
  id: 'documents',
  changes: [],
  ...more,
});

// Without the colours that a runner may force upon them.
const resourceLine = (...line: Parameters<typeof painted.resourceLine>): string =>
  stripVTControlCharacters(painted.resourceLine(...line));
const stepLines = (of: Step): string[] => painted.stepLines(of).map((line) => stripVTControlCharacters(line));

describe('a step of a plan', () => {
  test.each([
    ['create', '+'],
    ['update', '~'],
    ['replace', '±'],
    ['delete', '-'],
    ['read', '>'],
    ['same', '='],
  ] as const)('%s is a line with %s, the type and the name', (operation, symbol) => {
    expect(resourceLine(operation, 'aws:s3/bucket:Bucket', 'documents')).toMatch(
      new RegExp(`^ {2}\\${symbol} aws:s3/bucket:Bucket +documents$`),
    );
  });

  test('shows each property that differs, what replaces the resource, and cuts long values', () => {
    const lines = stepLines(
      step({
        operation: 'replace',
        changes: [
          { path: 'tags.Team', kind: 'add', after: 'a', replaces: false },
          { path: 'bucket', kind: 'update', before: 'old', after: 'new', replaces: true },
          { path: 'policy', kind: 'delete', before: 'x'.repeat(500), replaces: false },
        ],
      }),
    );
    expect(lines.slice(1)).toEqual([
      '      + tags.Team: "a"',
      '      ~ bucket: "old" → "new"  [replaces]',
      expect.stringMatching(/^ {6}- policy: "x{119}… \(502 characters\)$/),
    ]);
  });

  test('says when a resource is the predecessor of another one, and when AWS would keep it', () => {
    expect(stepLines(step({ operation: 'delete', replaced: true }))[0]).toMatch(/documents {2}\(replaced\)$/);
    expect(stepLines(step({ operation: 'delete', retained: 'aws' }))[0]).toMatch(/\(kept on AWS: retainOnDelete\)$/);
    const kept = step({ operation: 'delete', retained: 'account' });
    expect(stepLines(kept)[0]).toMatch(/\(kept in the account: retainOnDelete\)$/);
  });

  test('a long type is still followed by a space', () => {
    expect(resourceLine('create', 'aws:x/y:'.padEnd(90, 'Z'), 'name')).toMatch(/Z name$/);
  });
});

describe('a summary', () => {
  const plan = (counts: Partial<Plan['counts']>): Plan => ({
    steps: [],
    outputs: [],
    problems: [],
    counts: { create: 0, import: 0, update: 0, replace: 0, delete: 0, read: 0, same: 0, ...counts },
  });

  test('counts what happens and leaves out what does not', () => {
    expect(summary(plan({ create: 2, same: 40, delete: 1 }))).toBe('2 created, 1 deleted, 40 unchanged');
    expect(summary(plan({}))).toBe('nothing declared');
    const kept = { ...plan({ delete: 2 }), steps: [step({ operation: 'delete', retained: 'account' })] };
    expect(summary(kept)).toBe('2 deleted (1 kept in the account)');
  });
});

describe('problems', () => {
  test('stand together below the resource they belong to, every line indented', () => {
    const bucket = 'urn:pulumi:dev::specs::my:Component$aws:s3/bucket:Bucket::a::b';
    const { message } = problemsError('Nothing was changed.', [
      { urn: bucket, message: 'first' },
      { urn: '', message: 'of nobody\nsecond line\n' },
      { urn: bucket, message: 'second' },
    ]);
    expect(message.split('\n')).toEqual([
      'Nothing was changed.',
      '  aws:s3/bucket:Bucket a::b',
      '      first',
      '      second',
      '  the program',
      '      of nobody',
      '      second line',
    ]);
  });
});

describe('a handler that is not built', () => {
  const workspace = findWorkspace({});
  const missing = [
    { message: 'The file archive /x/apps/document-handler/dist does not exist. Build it before deploying.' },
  ];

  test('is built by Nx, in this workspace only', () => {
    expect(buildHint(workspace, join(workspace.root, 'apps/infra'), missing)).toEqual([
      expect.stringContaining("'npx nx run infra:up' builds"),
    ]);
    expect(buildHint(workspace, '/elsewhere', missing)).toEqual([]);
    expect(buildHint(workspace, join(workspace.root, 'apps/infra'), [{ message: 'other' }])).toEqual([]);
  });
});

describe('outputs', () => {
  const log = jest.spyOn(console, 'log');
  beforeEach(() => void log.mockImplementation(() => undefined));
  afterEach(() => void log.mockReset());

  test('a secret value is never shown, however deep it lies or however it is named', () => {
    const secrets = { password: 'hush', nested: { list: [{ key: 'hush' }] }, 'a/b~c': 'hush', open: 'seen' };
    const deployed = graph(secrets, ['/password', '/nested/list/0/key', '/a~1b~0c']);
    expect(maskedOutputs(deployed)).toEqual({
      password: '[secret]',
      nested: '[secret]',
      'a/b~c': '[secret]',
      open: 'seen',
    });
    printOutputs(deployed);
    const printed = log.mock.calls.flat().join('\n');
    expect(printed).not.toContain('hush');
    expect(printed).toMatch(/open +seen/);
  });

  test('a stack without outputs prints nothing', () => {
    printOutputs(graph({}));
    expect(log).not.toHaveBeenCalled();
  });
});

describe('words for a shell', () => {
  test('come back as they were', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const script = words.map((each) => `printf '%s\\0' ${quoteIfNeeded(each)}; printf '%s\\0' ${quote(each)}`);
        const read = execFileSync('/bin/sh', ['-c', script.join('\n')], { encoding: 'utf8' });
        expect(read.split('\0').slice(0, -1)).toEqual(words.flatMap((each) => [each, each]));
      }),
      { numRuns: 20 },
    );
  });

  test('stay bare when they may', () => {
    expect(quoteIfNeeded('/tmp/a-b_c.d/curl')).toBe('/tmp/a-b_c.d/curl');
    expect(quoteIfNeeded('/tmp/a b')).toBe("'/tmp/a b'");
  });
});
