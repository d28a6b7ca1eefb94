import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, jest } from '@jest/globals';

const root = join(import.meta.dirname, '../../../..');
const command = join(root, 'apps/cli/bin/palisade.mjs');

// A command takes a second or two, but not on a machine that is busy with other things.
jest.setTimeout(120_000);

/** What a finished command left. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One home and one port: what a workspace of its own would have. */
export interface Sandbox {
  readonly home: string;
  readonly port: number;
  run(...args: string[]): Promise<Finished>;
  /** Starts the command and returns at once. */
  start(...args: string[]): Running;
  /** Pid of the cloud, from its health check; undefined when none answers. */
  cloudPid(): Promise<number | undefined>;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves once standard output contains the text; rejects if the command ends before. */
  says(text: string): Promise<void>;
}

const sandboxes: Sandbox[] = [];
const directories: string[] = [];

afterAll(async () => {
  for (const sandbox of sandboxes) {
    const pid = await sandbox.cloudPid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }
  for (const directory of directories)
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
});

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'palisade-cli-'));
  directories.push(directory);
  return directory;
}

export async function openSandbox(environment: NodeJS.ProcessEnv = {}): Promise<Sandbox> {
  const home = join(temporaryDirectory(), 'home');
  const port = await freePort();
  const start = (...args: string[]): Running =>
    startCommand(args, { PALISADE_HOME: home, PALISADE_PORT: String(port), ...environment });
  const sandbox: Sandbox = {
    home,
    port,
    start,
    run: (...args) => start(...args).finished,
    cloudPid: async () => {
      try {
        const reply = await fetch(`http://127.0.0.1:${port}/_palisade/health`);
        return ((await reply.json()) as { pid: number }).pid;
      } catch {
        return undefined;
      }
    },
  };
  sandboxes.push(sandbox);
  return sandbox;
}

function startCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Running {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...inherited, NO_COLOR: '1', NODE_OPTIONS: '', ...environment },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const finished = once(child, 'close').then(([code]) => ({ code: (code as number | null) ?? -1, stdout, stderr }));
  const says = async (text: string): Promise<void> => {
    while (!stdout.includes(text)) {
      const ended = await Promise.race([finished, once(child.stdout, 'data').then(() => undefined)]);
      if (ended !== undefined && !stdout.includes(text))
        throw new Error(`The command ended without saying ${text}: ${stdout}${stderr}`);
    }
  };
  return { child, finished, says };
}

/** Resolves once the condition holds; polls, because files and processes of others announce nothing. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The condition did not come about within 30 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Writes a CommonJS program that sees the workspace's SDKs, and returns its directory. */
export function writeProgram(source: string, files: Readonly<Record<string, string>> = {}, project = 'specs'): string {
  const directory = temporaryDirectory();
  const all = {
    'Pulumi.yaml': `name: ${project}\nruntime: nodejs\n`,
    'package.json': '{"main":"index.js"}',
    'index.js': `const pulumi = require('@pulumi/pulumi');\nconst aws = require('@pulumi/aws');\nconst provider = new aws.Provider('aws', { region: 'us-east-1' });\n${source}`,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  return directory;
}

/** The deployer's key of a sandbox. */
export function deployer({ home }: Sandbox): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  const text = readFileSync(join(home, 'aws/credentials'), 'utf8');
  return {
    accessKeyId: /aws_access_key_id\s*=\s*(\S+)/.exec(text)?.[1] ?? '',
    secretAccessKey: /aws_secret_access_key\s*=\s*(\S+)/.exec(text)?.[1] ?? '',
  };
}

export const exists = existsSync;
