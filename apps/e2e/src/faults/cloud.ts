import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import type { Credentials } from '../stack.ts';

const root = join(import.meta.dirname, '../../../..');
const command = join(root, 'apps/cli/bin/palisade.mjs');

/** What a command left that may fail. */
export interface Finished {
  readonly code: number;
  /** Both streams. */
  readonly printed: string;
}

/** A local cloud of its own, in a directory and on a port that nobody else uses. */
export class Cloud {
  readonly home = mkdtempSync(join(tmpdir(), 'palisade-load-'));
  readonly port: number;
  #process: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  /** Starts a cloud with nothing in it; this process trusts its certificate from then on. */
  static async start(): Promise<Cloud> {
    const cloud = new Cloud(await freePort());
    try {
      await cloud.start();
      setDefaultCACertificates([...getCACertificates(), readFileSync(cloud.caFile, 'utf8')]);
      return cloud;
    } catch (error) {
      await cloud.close();
      throw error;
    }
  }

  /** Starts a cloud, runs `before` it (the words of a command each) and deploys the stack. */
  static async open(stack: string, ...before: readonly (readonly string[])[]): Promise<Cloud> {
    const cloud = await Cloud.start();
    try {
      for (const words of before) await cloud.palisade(...words);
      await cloud.palisade('up', '--stack', stack);
      return cloud;
    } catch (error) {
      await cloud.close();
      throw error;
    }
  }

  /** Certificate authority of the cloud itself. */
  get caFile(): string {
    return join(this.home, 'ca.pem');
  }

  /** What the cloud has told its operator, since it was opened. */
  get log(): string {
    return readFileSync(join(this.home, 'cloud.log'), 'utf8');
  }

  /** What `palisade outputs --json` says of a stack. */
  async report<Report>(stack: string): Promise<Report> {
    return JSON.parse(await this.palisade('outputs', '--stack', stack, '--json')) as Report;
  }

  /** What an SDK client needs to speak to this cloud, as its deployer unless others' keys are given. */
  clientConfig(region: string, credentials: Credentials = this.#deployer) {
    return { region, endpoint: `https://127.0.0.1:${this.port}`, credentials };
  }

  /** Process id of the cloud, while it runs. */
  get pid(): number | undefined {
    const child = this.#process;
    return child === undefined || hasEnded(child) ? undefined : child.pid;
  }

  async start(): Promise<void> {
    const log = openSync(join(this.home, 'cloud.log'), 'a');
    const stdio: StdioOptions = ['ignore', log, log];
    const child = spawn(process.execPath, [command, 'serve'], { cwd: root, env: this.#environment, stdio });
    closeSync(log);
    this.#process = child;
    while (!(await this.isHealthy())) {
      if (child.exitCode !== null) throw new Error(`palisade serve ended with ${child.exitCode}: ${this.log}`);
      await setTimeout(10);
    }
  }

  /** Ends the cloud as `kill -9` does, in the middle of whatever it does, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.#end('SIGKILL');
    await this.start();
  }

  /** Ends the cloud as `palisade stop` does, and starts it again. */
  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    await this.start();
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }

  /** What a command prints. Rejects when it fails. */
  async palisade(...args: readonly string[]): Promise<string> {
    const options = { cwd: root, env: this.#environment };
    return (await promisify(execFile)(process.execPath, [command, ...args], options)).stdout;
  }

  /** Runs a command that may fail. */
  async try(...args: readonly string[]): Promise<Finished> {
    const { FORCE_COLOR: _, ...environment } = this.#environment;
    const options = { cwd: root, env: { ...environment, NO_COLOR: '1' } };
    return new Promise((resolve) => {
      execFile(process.execPath, [command, ...args], options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), printed: `${stdout}${stderr}` }),
      );
    });
  }

  async isHealthy(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/_palisade/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  get #deployer(): Credentials {
    const text = readFileSync(join(this.home, 'aws/credentials'), 'utf8');
    const [, accessKeyId = ''] = /aws_access_key_id\s*=\s*(\S+)/.exec(text) ?? [];
    const [, secretAccessKey = ''] = /aws_secret_access_key\s*=\s*(\S+)/.exec(text) ?? [];
    return { accessKeyId, secretAccessKey };
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, PALISADE_HOME: this.home, PALISADE_PORT: String(this.port) };
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || hasEnded(child)) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Below the ports that the system gives to outgoing connections, so that none of those takes it before the cloud does. */
async function freePort(): Promise<number> {
  const port = randomInt(10_000, 30_000);
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return free ? port : freePort();
}
