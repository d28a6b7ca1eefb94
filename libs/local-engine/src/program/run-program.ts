import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { AssetStore } from '../assets/asset-store.ts';
import type { EngineEvent } from '../engine-event.ts';
import { checkGraph, inDependencyOrder } from '../graph-builder.ts';
import type { Graph, Resource } from '../graph.ts';
import type { Catalogue, Problem } from '../model.ts';
import { createGrpcClient } from '../protocol/grpc-client.ts';
import { serveGrpc } from '../protocol/grpc-server.ts';
import type { UnaryHandler } from '../protocol/grpc-server.ts';
import { addProblem, createRunState } from '../registration/run-state.ts';
import type { RunState } from '../registration/run-state.ts';
import { createSecretMask } from '../secret-mask.ts';
import { stackUrn } from '../urn.ts';
import { startProgram } from './child-process.ts';
import type { ProgramExit } from './child-process.ts';
import { describeExit } from './describe-exit.ts';
import { readProject } from './project.ts';
import type { Project } from './project.ts';
import { findSdk } from './sdk.ts';
import type { ProgramSdk } from './sdk.ts';
import { typescriptEnvironment } from './typescript.ts';

const preload = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './preload.ts' : './preload.js', import.meta.url),
);

export interface RunOptions {
  /** The directory Pulumi.yaml is in. */
  readonly programDir: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** By full key, e.g. `aws:region`. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly catalogue: Catalogue;
  /** What was deployed last; ids, names and the plan build on it. */
  readonly previous: Graph | undefined;
  readStack(name: string): Graph | undefined;
  /** Names of all local stacks. */
  listStacks(): readonly string[];
  /** What stacks have left in the account: it can be imported and read. Nothing, unless given. */
  readRetained?(): readonly Resource[];
  readonly assets: AssetStore;
  /** Base URL of the local cloud's door. */
  readonly endpoint: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** What the program finds in its environment beside that of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A preview: the program sees `isDryRun()`. */
  readonly dryRun: boolean;
  /** Node's compile cache for the program; makes the second start twice as fast. */
  readonly cacheDir: string;
  onEvent(event: EngineEvent): void;
  /** Aborting ends the program and everything it started. */
  readonly signal?: AbortSignal;
}

export type RunResult =
  { readonly ok: true; readonly graph: Graph } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Runs a Pulumi program in a process of its own, against this engine, and answers the graph it declared, or everything that is
 * wrong with it. Nothing is deployed and nothing but assets is written. Throws when the program cannot be run at all
 * (no Pulumi.yaml, SDK not installed).
 */
export async function runProgram(options: RunOptions): Promise<RunResult> {
  const project = readProject(options.programDir);
  const sdk = findSdk(project.workingDirectory);
  const callbacks = createGrpcClient();
  const mask = createSecretMask();
  for (const key of options.secretKeys) mask.add(options.config[key]);
  const seed = options.previous?.seed ?? randomBytes(16).toString('hex');
  const { workingDirectory } = project;
  const state = createRunState(
    {
      ...options,
      readRetained: () => options.readRetained?.() ?? [],
      ...{ seed, workingDirectory, acceptsUnknown: sdk.acceptsUnknown },
    },
    callbacks,
    mask,
  );

  // The program needs a third of a second to come up; Pulumi's messages are loaded meanwhile.
  let provideHandlers: (handlers: Promise<ReadonlyMap<string, UnaryHandler>>) => void = () => undefined;
  const handlers = new Promise<ReadonlyMap<string, UnaryHandler>>((resolve) => (provideHandlers = resolve));
  const server = await serveGrpc(handlers);
  const stderr: string[] = [];
  try {
    const program = startProgram({
      arguments: [
        '--require',
        preload,
        ...project.nodeArguments,
        sdk.runScript,
        `--project=${options.project}`,
        `--stack=${options.stack}`,
        `--organization=${options.organization}`,
        `--root-directory=${project.directory}`,
        `--pwd=${workingDirectory}`,
        '--parallel=16',
        `--monitor=${server.address}`,
        `--engine=${server.address}`,
        ...(options.dryRun ? ['--dry-run'] : []),
        project.entryPoint,
      ],
      workingDirectory,
      environment: environment(options, project),
      onLine: (stream, line) => {
        const text = mask.apply(line);
        if (stream === 'stderr') stderr.push(text);
        options.onEvent({ kind: stream, text });
      },
      ...(options.signal !== undefined && { signal: options.signal }),
    });
    const loading = loadHandlers(state);
    loading.catch(() => undefined);
    provideHandlers(loading);
    const exit = await program.exit;
    // Without handlers the program has failed too, for want of an answer; the cause is this one.
    await loading;
    return finish(options, state, sdk, exit, stderr);
  } finally {
    callbacks.close();
    await server.close();
  }
}

async function loadHandlers(state: RunState): Promise<ReadonlyMap<string, UnaryHandler>> {
  const [{ resourceMonitor }, { engineService }] = await Promise.all([
    import('../protocol/resource-monitor.ts'),
    import('../protocol/engine-service.ts'),
  ]);
  return new Map([...resourceMonitor(state), ...engineService(state)]);
}

function environment(options: RunOptions, project: Project): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...options.environment,
    ...typescriptEnvironment(project),
    PULUMI_CONFIG: JSON.stringify(options.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.secretKeys),
    NODE_COMPILE_CACHE: options.cacheDir,
  };
}

function finish(
  options: RunOptions,
  state: RunState,
  sdk: ProgramSdk,
  exit: ProgramExit,
  stderr: readonly string[],
): RunResult {
  const reason = describeExit(exit, state, sdk, stderr, options.signal?.aborted === true);
  if (reason !== undefined) addProblem(state, stackUrn(state.deployment), reason);
  const { organization, project, stack, seed } = state.deployment;
  if (state.problems.length > 0) return failed(state.problems);
  if (!options.dryRun) {
    for (const urn of state.unresolved) addProblem(state, urn, 'has inputs that are not known');
    if (state.problems.length > 0) return failed(state.problems);
  }
  const { outputs, secretOutputs } = state;
  const resources = inDependencyOrder([...state.resources.values()]);
  const graph: Graph = { organization, project, stack, seed, resources, outputs, secretOutputs };
  const problems = checkGraph(graph, options.catalogue, state.unresolved);
  return problems.length > 0 ? failed(problems) : { ok: true, graph };
}

/** By urn, because the order in which a program's registrations arrive is not always the same. */
function failed(problems: readonly Problem[]): RunResult {
  return { ok: false, problems: [...problems].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0)) };
}
