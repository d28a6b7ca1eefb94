import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const command = join(root, 'apps/cli/bin/palisade.mjs');
export const STACK = 'processing-local';

/** Outputs of the stack that a load needs. */
export interface Outputs {
  readonly apiUrl: string;
  readonly region: string;
  readonly documentsTableName: string;
  readonly processorDeadLetterQueueUrl: string;
  readonly dataKeyArn: string;
}

/** A local cloud of its own, in a directory and on a port that nobody else uses, with the platform deployed. */
export class Cloud {
  readonly #home = mkdtempSync(join(tmpdir(), 'palisade-load-'));
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async open(): Promise<Cloud> {
    const cloud = new Cloud(await freePort());
    try {
      await cloud.start();
      await cloud.palisade('up', '--stack', STACK);
      setDefaultCACertificates([...getCACertificates(), readFileSync(join(cloud.#home, 'ca.pem'), 'utf8')]);
      return cloud;
    } catch (error) {
      await cloud.close();
      throw error;
    }
  }

  async outputs(): Promise<Outputs> {
    const printed = await this.palisade('outputs', '--stack', STACK, '--json');
    return (JSON.parse(printed) as { outputs: Outputs }).outputs;
  }

  /** A key of level read-write for a client. */
  async issueKey(client: string): Promise<string> {
    const printed = await this.palisade(
      ...['keys', 'create', '--stack', STACK, '--client', client, '--level', 'read-write', '--json'],
    );
    return (JSON.parse(printed) as { key: string }).key;
  }

  /** What an SDK client needs to speak to this cloud as its deployer. */
  clientConfig(region: string) {
    const text = readFileSync(join(this.#home, 'aws/credentials'), 'utf8');
    const [, accessKeyId = ''] = /aws_access_key_id\s*=\s*(\S+)/.exec(text) ?? [];
    const [, secretAccessKey = ''] = /aws_secret_access_key\s*=\s*(\S+)/.exec(text) ?? [];
    return { region, endpoint: `https://127.0.0.1:${this.#port}`, credentials: { accessKeyId, secretAccessKey } };
  }

  /** Process id of the cloud, while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [command, 'serve'], { cwd: root, env: this.#environment, stdio: 'ignore' });
    this.#process = child;
    while (!(await this.#isHealthy())) {
      if (child.exitCode !== null) throw new Error(`palisade serve ended with ${child.exitCode}.`);
    }
  }

  /** Ends the cloud as `kill -9` does, in the middle of whatever it does, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.#end('SIGKILL');
    await this.start();
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }

  async palisade(...args: string[]): Promise<string> {
    const options = { cwd: root, env: this.#environment };
    return (await promisify(execFile)(process.execPath, [command, ...args], options)).stdout;
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, PALISADE_HOME: this.#home, PALISADE_PORT: String(this.#port) };
  }

  async #isHealthy(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.#port}/_palisade/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

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
