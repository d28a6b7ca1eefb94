import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueOf, services } from '@palisade/local-cloud';
import {
  openAssetStore,
  readProject,
  readStackConfig,
  runProgram,
  type Graph,
  type Resource,
} from '@palisade/local-engine';

const programDir = join(import.meta.dirname, '..');

export interface RunStackOptions {
  /** Keys to set beside those of the stack file, such as `palisade:protection`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of the stack file to leave out. */
  readonly without?: readonly string[];
  readonly previous?: Graph;
  /** Stacks deployed before, for a StackReference. */
  readonly beside?: readonly Graph[];
  /** What stacks have left in the account, for `import`. */
  readonly retained?: readonly Resource[];
}

/** Runs the real program for a stack on the local engine, in a process of its own; nothing is deployed. */
export async function runStack(
  stack: string,
  { beside = [], config, previous, retained = [], without = [] }: RunStackOptions = {},
): Promise<Graph> {
  const directory = mkdtempSync(join(tmpdir(), 'palisade-infra-'));
  try {
    const file = readStackConfig(programDir, stack);
    const result = await runProgram({
      programDir,
      project: readProject(programDir).name,
      stack,
      organization: 'organization',
      config: Object.fromEntries(
        Object.entries({ ...file.config, ...config }).filter(([key]) => !without.includes(key)),
      ),
      secretKeys: file.secretKeys,
      catalogue: catalogueOf(services),
      previous,
      readStack: (name) => beside.find((graph) => graph.stack === name),
      listStacks: () => beside.map((graph) => graph.stack),
      readRetained: () => retained,
      assets: openAssetStore(join(directory, 'assets')),
      endpoint: 'https://127.0.0.1:4566',
      accountId: '111122223333',
      dryRun: false,
      cacheDir: join(programDir, '../../node_modules/.cache/palisade/program'),
      onEvent: () => undefined,
    });
    if (result.ok) return result.graph;
    throw new Error(result.problems.map(({ urn, message }) => `${urn}: ${message}`).join('\n'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
