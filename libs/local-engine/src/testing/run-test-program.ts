import { afterAll, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openAssetStore } from '../assets/asset-store.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { Graph, Resource } from '../graph.ts';
import { readProject, readStackConfig } from '../program/project.ts';
import { runProgram } from '../program/run-program.ts';
import type { RunOptions, RunResult } from '../program/run-program.ts';
import { testCatalogue } from './catalogue.ts';

const require = createRequire(import.meta.url);
const nodeModules = resolve(dirname(require.resolve('@pulumi/pulumi/package.json')), '../..');
export const fixtures = resolve(import.meta.dirname, '../../fixtures');

// Whoever runs the specs may ask for colours (Nx does); the lines compared here have none.
delete process.env['FORCE_COLOR'];
process.env['NO_COLOR'] = '1';

/** Everything a spec file writes lies below one directory, which is removed after its last test. */
const root = mkdtempSync(join(tmpdir(), 'palisade-engine-'));
// A program takes under half a second, but not on a machine that is busy with other things.
jest.setTimeout(60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

export function temporaryDirectory(): string {
  return mkdtempSync(join(root, 'test-'));
}

/** Writes a CommonJS program (unless its package.json says otherwise) that sees the workspace's SDKs; returns its directory. */
export function writeProgram(source: string, files: Readonly<Record<string, string>> = {}): string {
  const directory = temporaryDirectory();
  const all = {
    'Pulumi.yaml': 'name: test\nruntime: nodejs\n',
    'package.json': '{"main":"index.js"}',
    'index.js': `const pulumi = require('@pulumi/pulumi');\nconst aws = require('@pulumi/aws');\n${source}`,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  symlinkSync(nodeModules, join(directory, 'node_modules'));
  return directory;
}

export interface TestRun {
  readonly result: RunResult;
  readonly events: readonly EngineEvent[];
  /** The graph of a successful run; throws with the problems of a failed one. */
  graph(): Graph;
  /** The only resource with that logical name and type token. */
  resource(type: string, name: string): Resource;
  /** `name: message` of every problem, sorted as reported. */
  problems(): string[];
  /** Text of one stream or of the log. */
  lines(kind: 'stdout' | 'stderr' | 'log'): string[];
}

export async function runTestProgram(directory: string, options: Partial<RunOptions> = {}): Promise<TestRun> {
  const events: EngineEvent[] = [];
  const project = readProject(directory);
  const { config, secretKeys } = readStackConfig(directory, 'dev');
  const result = await runProgram({
    programDir: directory,
    project: project.name,
    stack: 'dev',
    organization: 'organization',
    config: { 'aws:region': 'us-east-1', ...config },
    secretKeys,
    catalogue: testCatalogue(),
    previous: undefined,
    readStack: () => undefined,
    listStacks: () => [],
    assets: openAssetStore(join(root, 'assets')),
    endpoint: 'https://127.0.0.1:4566',
    accountId: '123456789012',
    dryRun: false,
    // Kept between test runs: filling it is slower than all the rest.
    cacheDir: join(nodeModules, '.cache', 'palisade', 'test-programs'),
    onEvent: (event) => events.push(event),
    ...options,
  });
  const graph = (): Graph => {
    if (!result.ok) throw new Error(result.problems.map(({ urn, message }) => `${urn}: ${message}`).join('\n'));
    return result.graph;
  };
  return {
    result,
    events,
    graph,
    resource: (type, name) => {
      const found = graph().resources.filter((resource) => resource.type === type && resource.name === name);
      const [only] = found;
      if (only === undefined || found.length > 1) throw new Error(`${found.length} resources are ${type} ${name}`);
      return only;
    },
    problems: () =>
      result.ok ? [] : result.problems.map(({ urn, message }) => `${urn.split('::').at(-1)}: ${message}`),
    lines: (kind) =>
      events.flatMap((event) =>
        event.kind !== kind ? [] : [event.kind === 'log' ? event.message : 'text' in event ? event.text : ''],
      ),
  };
}
