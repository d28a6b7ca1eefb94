import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import type { Host } from '../../../kernel/host.ts';
import type { NetworkInterface } from '../../../kernel/origin.ts';
import { ec2 } from '../../ec2/index.ts';
import { openVariables } from '../encrypted-variables/open-variables.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { EnvironmentSettings, FromEnvironment, ToEnvironment } from '../worker/messages.ts';
import { EnvironmentLog, newStreamName } from './environment-log.ts';
import { environmentVariables } from './environment-variables.ts';
import type { Invocation, InvocationResult } from './invocation.ts';
import { exited, reported, succeeded, timedOut, type Outcome } from './outcome.ts';
import { PlatformLog } from './platform-log.ts';
import { startWorker } from './worker-thread.ts';

/** Who is told what becomes of an environment. */
export interface EnvironmentOwner {
  /** It can take an invocation: after its start and after each one it has answered. */
  onFree(environment: Environment): void;
  /** It never became usable; `outcome` is what the invocation that waited for it gets. */
  onUnusable(environment: Environment, outcome: (requestId: string) => Outcome): void;
  onEnd(environment: Environment): void;
}

/** Source: Lambda Developer Guide, "Lambda execution environment lifecycle: Init phase". */
const INIT_LIMIT = 10_000;

interface Running {
  readonly invocation: Invocation;
  readonly startedAt: number;
  readonly resolve: (result: InvocationResult) => void;
  readonly cancelTimeout: () => void;
}

/** An execution environment: a worker thread that runs one function, one invocation at a time. */
export class Environment {
  readonly log: EnvironmentLog;
  /** Milliseconds of `host.clock` until which its credentials count. */
  readonly expiresAt: number;
  /** When it was last given back, by the clock. */
  idleSince = 0;
  /** How long its start took, in milliseconds. */
  startMs = 0;
  readonly #host: Host;
  readonly #configuration: FunctionConfiguration;
  readonly #owner: EnvironmentOwner;
  readonly #networkInterface: NetworkInterface | undefined;
  readonly #platform: PlatformLog;
  readonly #worker: Worker;
  readonly #token: string;
  readonly #startedAt = performance.now();
  readonly #cancelInit: () => void;
  #state: 'starting' | 'free' | 'running' | 'ended' = 'starting';
  #running: Running | undefined;
  #reportedInit = false;
  #memoryBytes = 0;
  #outOfMemory = false;
  #exited: Promise<unknown>;

  constructor(
    host: Host,
    configuration: FunctionConfiguration,
    networkInterface: NetworkInterface | undefined,
    owner: EnvironmentOwner,
  ) {
    this.#host = host;
    this.#configuration = configuration;
    this.#networkInterface = networkInterface;
    this.#owner = owner;
    // First of all: an environment that cannot start leaves no trace.
    const own = openVariables(host, configuration);
    this.#platform = new PlatformLog(configuration, () => host.clock.now());
    this.log = new EnvironmentLog(host, configuration, newStreamName(host.clock.now()));
    const { arn: functionArn, region, role: roleArn, name: sessionName } = configuration;
    const credentials = host.roleCredentials({
      roleArn,
      sessionName,
      duration: 43_200,
      sourceFunctionArn: functionArn,
    });
    this.expiresAt = credentials.expiration;
    this.#token = host.origins.register({
      functionArn,
      region,
      ...(networkInterface !== undefined && { networkInterface }),
      log: (line) => this.#warn(line),
    });
    this.log.write(...this.#platform.initStart());
    const taskRoot = host.assetPath(configuration.codeHash);
    const variables = environmentVariables(configuration, {
      variables: own,
      taskRoot,
      logStream: this.log.streamName,
      credentials,
    });
    this.#worker = startWorker(configuration, this.#settings(taskRoot), variables);
    this.#worker.on('message', (message: FromEnvironment) => this.#onMessage(message));
    this.#worker.on('error', (error) => this.#onError(error));
    this.#exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.once('exit', (status) => this.#onExit(status));
    this.#cancelInit = host.scheduler.at(host.clock.now() + INIT_LIMIT, () => this.#onInitTimeout());
  }

  invoke(invocation: Invocation): Promise<InvocationResult> {
    const { scheduler, clock } = this.#host;
    const limit = this.#configuration.timeout * 1000;
    this.#state = 'running';
    if (invocation.tail) this.log.startTail();
    this.log.write(...this.#platform.start(invocation.requestId));
    return new Promise((resolve) => {
      const cancelTimeout = scheduler.at(clock.now() + limit, () => this.#onTimeout());
      this.#running = { invocation, startedAt: performance.now(), resolve, cancelTimeout };
      const { requestId, event, functionArn, traceId, clientContext } = invocation;
      this.#post({
        kind: 'invoke',
        requestId,
        event,
        remainingMs: limit,
        functionArn,
        traceId,
        ...(clientContext !== undefined && { clientContext }),
      });
    });
  }

  /** Ends the thread; an invocation that is running fails. Resolves when the thread is gone. */
  async end(): Promise<void> {
    if (this.#state !== 'ended') {
      this.#state = 'ended';
      this.#cancelInit();
      this.#host.origins.release(this.#token);
      void this.#worker.terminate();
      this.#complete(exited(this.#running?.invocation.requestId ?? '', { signal: 'killed' }), this.#elapsed());
      this.log.flush();
      this.#owner.onEnd(this);
    }
    await this.#exited;
  }

  #settings(taskRoot: string): EnvironmentSettings {
    const { handler, runtime, logging } = this.#configuration;
    return {
      taskRoot,
      handler,
      runtime,
      logFormat: logging.format,
      logLevel: logging.applicationLevel,
      door: {
        port: Number(new URL(this.#host.endpoint).port),
        region: this.#configuration.region,
        token: this.#token,
        certificate: readFileSync(this.#host.certificatePath, 'utf8'),
      },
    };
  }

  #post(message: ToEnvironment): void {
    this.#worker.postMessage(message);
  }

  #onMessage(message: FromEnvironment): void {
    if (message.kind === 'log') return this.log.write(message.message);
    if (this.#state === 'ended') return;
    switch (message.kind) {
      case 'ready':
        this.#cancelInit();
        this.startMs = performance.now() - this.#startedAt;
        return this.#free();
      case 'unloadable':
        return this.#unusable('error', message.error.errorType, () => reported(message.error));
      case 'connect':
        return this.#post({
          kind: 'way',
          connection: message.connection,
          open: this.#hasWay(message.host, message.port),
        });
      case 'result':
      case 'error': {
        this.#memoryBytes = Math.max(this.#memoryBytes, message.memoryBytes);
        this.#complete(
          message.kind === 'result' ? succeeded(message.payload) : reported(message.error),
          this.#elapsed(),
        );
        return this.#free();
      }
      case 'crash':
        if (this.#state === 'starting')
          return this.#unusable('error', message.error.errorType, () => reported(message.error));
        this.#complete(reported(message.error), this.#elapsed());
        return void this.end();
      case 'stalled':
        this.#complete(exited(this.#running?.invocation.requestId ?? '', { status: 0 }), this.#elapsed());
        return void this.end();
    }
  }

  #free(): void {
    this.#state = 'free';
    this.idleSince = this.#host.clock.now();
    this.#owner.onFree(this);
  }

  /** Ends an environment that never started; whoever waited for it is told. */
  #unusable(status: 'error' | 'timeout', errorType: string, outcome: (requestId: string) => Outcome): void {
    this.log.write(...this.#platform.initReport(status, performance.now() - this.#startedAt, errorType));
    this.#owner.onUnusable(this, outcome);
    void this.end();
  }

  #onInitTimeout(): void {
    this.#unusable('timeout', 'Sandbox.Timedout', (requestId) => timedOut(requestId, this.#configuration.timeout));
  }

  #onTimeout(): void {
    const { timeout } = this.#configuration;
    this.#complete(timedOut(this.#running?.invocation.requestId ?? '', timeout), timeout * 1000);
    void this.end();
  }

  #onError(error: unknown): void {
    this.#outOfMemory ||=
      typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  }

  #onExit(status: number): void {
    if (this.#state === 'ended') return;
    const how = this.#outOfMemory ? { signal: 'killed' } : { status };
    if (this.#state === 'starting')
      return this.#unusable('error', 'Runtime.ExitError', (requestId) => exited(requestId, how));
    if (this.#outOfMemory) this.#memoryBytes = this.#configuration.memorySize * 1_048_576;
    this.#complete(exited(this.#running?.invocation.requestId ?? '', how), this.#elapsed());
    void this.end();
  }

  /** Whether function code can reach a host from here; what is missing stands in the function's log. */
  #hasWay(host: string, port: number): boolean {
    if (this.#networkInterface === undefined) return true;
    const path = this.#host.state(ec2).openConnection(this.#networkInterface, host, port);
    if (path.via !== 'nothing') return true;
    this.#warn(`${host}:${port} cannot be reached: ${path.reason}`);
    return false;
  }

  #warn(message: string): void {
    const timestamp = new Date(this.#host.clock.now()).toISOString();
    const requestId = this.#running?.invocation.requestId;
    if (this.#configuration.logging.format === 'Text')
      this.log.write([timestamp, requestId, 'WARN', message].join('\t'));
    else this.log.write(JSON.stringify({ timestamp, level: 'WARN', requestId, message }));
  }

  #elapsed(): number {
    return this.#running === undefined ? 0 : performance.now() - this.#running.startedAt;
  }

  #complete(outcome: Outcome, durationMs: number): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    running.cancelTimeout();
    const initMs = this.#reportedInit ? {} : { initMs: this.startMs };
    this.#reportedInit = true;
    const { requestId } = running.invocation;
    this.log.write(
      ...this.#platform.end({ requestId, durationMs, ...initMs, memoryBytes: this.#memoryBytes, outcome }),
    );
    const tail = this.log.takeTail();
    this.log.flush();
    running.resolve({ outcome, ...(tail !== undefined && { tail }) });
  }
}
