import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { CliError } from '../errors.ts';
import { programEnvironment } from '../local-stack.ts';
import type { Workspace } from '../workspace.ts';

/** The verbs that mean the same to the Pulumi CLI, with the arguments that make it unattended. */
const PULUMI_VERBS = {
  up: ['up', '--yes', '--skip-preview'],
  preview: ['preview', '--diff'],
  'preview --json': ['preview', '--json'],
  destroy: ['destroy', '--yes', '--skip-preview'],
  outputs: ['stack', 'output', '--json', '--show-secrets=false'],
} as const;

export type PulumiVerb = keyof typeof PULUMI_VERBS;

interface PulumiRun {
  readonly workspace: Workspace;
  readonly programDir: string;
  readonly stack: string;
  readonly verb: PulumiVerb;
}

/** Runs the Pulumi CLI for a stack whose target is AWS; its output goes to the terminal. Throws CliError with what to do. */
export async function runPulumi(run: PulumiRun): Promise<void> {
  await execute(run, 'inherit');
}

/** As `runPulumi`, but returns what the Pulumi CLI printed. */
export function capturePulumi(run: PulumiRun): Promise<string> {
  return execute(run, 'pipe');
}

async function execute(run: PulumiRun, output: 'inherit' | 'pipe'): Promise<string> {
  const pulumi = await pulumiCli(run);
  const args = [...PULUMI_VERBS[run.verb], '--stack', run.stack];
  // It ends what it has begun, and this command waits. The terminal has told it of Ctrl-C itself.
  let child = undefined as ChildProcess | undefined;
  const wait = (): void => undefined;
  const end = (): void => void child?.kill('SIGTERM');
  // Before it starts: a signal in between would leave it behind.
  process.on('SIGINT', wait).on('SIGTERM', end);
  child = spawn(pulumi, args, {
    cwd: run.programDir,
    stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    // Its language hosts lie beside it; and the program is run by the Node.js that runs this command: an older one cannot
    // strip types.
    env: {
      ...process.env,
      ...programEnvironment(run.workspace),
      PATH: [dirname(pulumi), dirname(process.execPath), process.env['PATH']].join(delimiter),
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (code === 0) return stdout;
    throw explain(run, `'pulumi ${args.join(' ')}' ended with ${signal ?? `exit code ${code}`}`, stderr);
  } finally {
    process.removeListener('SIGINT', wait).removeListener('SIGTERM', end);
  }
}

/**
 * Path of the Pulumi CLI, which the npm package `pulumi` downloads on first use. Asked for by the package's own function: its
 * command would end at a signal and leave the Pulumi CLI behind.
 */
async function pulumiCli(run: PulumiRun): Promise<string> {
  const module = join(run.workspace.root, 'node_modules/pulumi/lib/resolve.js');
  if (!existsSync(module)) {
    throw new CliError(
      `Stack '${run.stack}' has the target 'aws', which needs the npm package 'pulumi', and ${module} is not there. Run 'npm ci' first.`,
    );
  }
  const { resolve } = createRequire(module)(module) as { resolve(): Promise<string> };
  try {
    return await resolve();
  } catch (error) {
    throw explain(run, `The Pulumi CLI could not be downloaded: ${error instanceof Error ? error.message : error}`, '');
  }
}

function explain({ stack }: PulumiRun, what: string, stderr: string): CliError {
  return new CliError(
    [
      ...(stderr ? [stderr.trimEnd()] : []),
      `${what}. For a stack on AWS, check in this order:`,
      '  1. the network: the first run downloads the Pulumi CLI and its AWS provider;',
      "  2. the Pulumi backend: 'npx pulumi login' (or 'npx pulumi login --local');",
      "  3. AWS credentials: 'aws sts get-caller-identity', or set AWS_PROFILE;",
      `  4. the stack: 'npx pulumi stack init ${stack}' in the program's directory, once.`,
      `To work without AWS, use a stack whose palisade:target is 'local'.`,
    ].join('\n'),
  );
}
