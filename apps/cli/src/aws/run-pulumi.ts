import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CliError } from '../errors.ts';
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
  const { code } = await execute(run, 'inherit');
  if (code !== 0) throw explain(run, code, '');
}

/** As `runPulumi`, but returns what the Pulumi CLI printed. */
export async function capturePulumi(run: PulumiRun): Promise<string> {
  const { code, stdout, stderr } = await execute(run, 'pipe');
  if (code !== 0) throw explain(run, code, stderr);
  return stdout;
}

interface Execution {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function execute({ workspace, programDir, stack, verb }: PulumiRun, output: 'inherit' | 'pipe'): Promise<Execution> {
  const command = join(workspace.root, 'node_modules', '.bin', 'pulumi');
  if (!existsSync(command)) {
    throw new CliError(
      `Stack '${stack}' has the target 'aws', which needs the Pulumi CLI, and ${command} is not there. Run 'npm ci' first.`,
    );
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...PULUMI_VERBS[verb], '--stack', stack], {
      cwd: programDir,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // The program is run by the Node.js that runs this command: an older one cannot strip types.
      env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` },
    });
    // The terminal has told the Pulumi CLI too; it ends by itself, and this command with it.
    const wait = (): void => undefined;
    const end = (): void => void child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', end);
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      process.removeListener('SIGINT', wait).removeListener('SIGTERM', end);
      resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}

function explain({ stack, verb }: PulumiRun, code: number, stderr: string): CliError {
  return new CliError(
    [
      ...(stderr ? [stderr.trimEnd()] : []),
      `'pulumi ${PULUMI_VERBS[verb].join(' ')} --stack ${stack}' ended with exit code ${code}. For a stack on AWS, check in this order:`,
      '  1. the network: the first run downloads the Pulumi CLI and its AWS provider;',
      "  2. the Pulumi backend: 'npx pulumi login' (or 'npx pulumi login --local');",
      "  3. AWS credentials: 'aws sts get-caller-identity', or set AWS_PROFILE;",
      `  4. the stack: 'npx pulumi stack init ${stack}' in the program's directory, once.`,
      `To work without AWS, use a stack whose palisade:target is 'local'.`,
    ].join('\n'),
  );
}
