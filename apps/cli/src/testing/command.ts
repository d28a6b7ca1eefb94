import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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
  /** The same home and port under other circumstances. */
  with(circumstances: Circumstances): Sandbox;
  /** Starts the sources themselves, under a stamp of another time. */
  startFrom(sources: string, ...args: string[]): Running;
  /** Pid of the cloud, from its health check; undefined when none answers. */
  cloudPid(): Promise<number | undefined>;
  /** Kills the cloud as `kill -9` does; resolves when the port is free again. */
  killCloud(): Promise<void>;
}

export interface Circumstances {
  readonly environment?: NodeJS.ProcessEnv;
  /** Program and arguments that get the command as theirs, e.g. a shell that sets a limit. */
  readonly prefix?: readonly string[];
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Standard output so far. */
  output(): string;
  /** Resolves once standard output contains the text; rejects if the command ends before. */
  says(text: string): Promise<void>;
}

const sandboxes: Sandbox[] = [];
const directories: string[] = [];
const running = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
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
  const sandbox = createSandbox(join(temporaryDirectory(), 'home'), await freePort(), { environment });
  sandboxes.push(sandbox);
  return sandbox;
}

function createSandbox(home: string, port: number, circumstances: Circumstances): Sandbox {
  const { environment, prefix = [] } = circumstances;
  const place = { PALISADE_HOME: home, PALISADE_PORT: String(port), ...environment };
  const start = (...args: string[]): Running => startCommand([...prefix, process.execPath, command, ...args], place);
  const sandbox: Sandbox = {
    home,
    port,
    start,
    run: (...args) => start(...args).finished,
    startFrom: (sources, ...args) => {
      const own = ['--conditions=@palisade/source', join(root, 'apps/cli/src/main.ts')];
      return startCommand([process.execPath, ...own, ...args], { ...place, PALISADE_SOURCES: sources });
    },
    with: (other) => createSandbox(home, port, { ...circumstances, ...other }),
    cloudPid: async () => {
      try {
        const reply = await fetch(`http://127.0.0.1:${port}/_palisade/health`);
        return ((await reply.json()) as { pid: number }).pid;
      } catch {
        return undefined;
      }
    },
    killCloud: async () => {
      const pid = await sandbox.cloudPid();
      if (pid === undefined) throw new Error('No cloud is running.');
      process.kill(pid, 'SIGKILL');
      await until(async () => (await sandbox.cloudPid()) === undefined);
    },
  };
  return sandbox;
}

function startCommand([program = '', ...args]: readonly string[], environment: NodeJS.ProcessEnv): Running {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const child = spawn(program, args, { env: { ...inherited, NO_COLOR: '1', NODE_OPTIONS: '', ...environment } });
  running.add(child);
  child.once('exit', () => running.delete(child));
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
  return { child, finished, says, output: () => stdout };
}

/** Resolves once the condition holds; polls, because files and processes of others announce nothing. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The condition did not come about within 30 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Below the ports that the system gives to outgoing connections, so that none of those takes it before the cloud does. */
export async function freePort(): Promise<number> {
  const port = randomInt(10_000, 30_000);
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return free ? port : freePort();
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that is dead but not yet collected by its new parent does not live.
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
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
