import { join } from 'node:path';
import { openAssetStore, openStateStore, readProject, readStackConfig, runProgram } from '@palisade/local-engine';
import type { EngineEvent, Graph, Project, RunResult, StackConfig, StateStore } from '@palisade/local-engine';
import { catalogue } from './catalogue.ts';
import { programDirectory } from './commands/options.ts';
import type { StackOptions } from './commands/options.ts';
import { CliError } from './errors.ts';
import type { Workspace } from './workspace.ts';

/** A stack, its program and what was deployed last. */
export interface LocalStack {
  readonly workspace: Workspace;
  readonly stack: string;
  readonly project: Project;
  readonly config: StackConfig;
  readonly target: 'local' | 'aws';
  readonly store: StateStore;
}

/** Reads Pulumi.yaml and Pulumi.<stack>.yaml. A stack of our own needs its file; another program's may do without one. */
export function openStack(workspace: Workspace, options: StackOptions): LocalStack {
  const directory = programDirectory(workspace, options);
  const project = readProject(directory);
  const config = readStackConfig(directory, options.stack);
  if (!config.exists && options.cwd === undefined) {
    throw new CliError(
      `There is no stack '${options.stack}': ${join(directory, `Pulumi.${options.stack}.yaml`)} does not exist.`,
    );
  }
  const target = config.config['palisade:target'] ?? 'local';
  if (target !== 'local' && target !== 'aws') {
    throw new CliError(`palisade:target of stack '${options.stack}' is '${target}'; it must be 'local' or 'aws'.`);
  }
  return { workspace, stack: options.stack, project, config, target, store: stateStore(workspace) };
}

export const stateStore = (workspace: Workspace): StateStore => openStateStore(join(workspace.home, 'state'));

/** What was deployed last. Throws when the name belongs to another project's stack. */
export function deployedGraph({ store, stack, project }: LocalStack): Graph | undefined {
  const graph = store.read(stack);
  if (graph !== undefined && graph.project !== project.name) {
    throw new CliError(
      `The stack '${stack}' in the local cloud belongs to the project '${graph.project}', not to '${project.name}'. ` +
        `Choose another stack name, or destroy that one first.`,
    );
  }
  return graph;
}

/** Where a program finds what is the local cloud's: it runs in a directory of its own, where a relative PALISADE_HOME leads elsewhere. */
export const programEnvironment = ({ home }: Workspace): Readonly<Record<string, string>> => ({ PALISADE_HOME: home });

/** Runs the program against the engine; nothing is deployed by it. */
export function evaluate(
  { workspace, stack, project, config, store }: LocalStack,
  previous: Graph | undefined,
  run: { readonly dryRun: boolean; readonly signal: AbortSignal; onEvent(event: EngineEvent): void },
): Promise<RunResult> {
  return runProgram({
    programDir: project.directory,
    project: project.name,
    stack,
    organization: 'organization',
    config: config.config,
    secretKeys: config.secretKeys,
    catalogue,
    previous,
    readStack: (name) => store.read(name),
    listStacks: () => store.list(),
    readRetained: () => store.readRetained(),
    assets: openAssetStore(join(workspace.home, 'assets')),
    endpoint: workspace.endpoint,
    accountId: workspace.accountId,
    environment: programEnvironment(workspace),
    cacheDir: join(workspace.root, 'node_modules', '.cache', 'palisade', 'program'),
    ...run,
  });
}
