import type { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import { ec2 } from '../../ec2/index.ts';
import { KmsFailure } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { Environment, type EnvironmentOwner } from './environment.ts';
import type { Invocation, InvocationResult } from './invocation.ts';
import type { Outcome } from './outcome.ts';

interface Waiting {
  readonly invocation: Invocation;
  /** `performance.now()` */
  readonly since: number;
  readonly resolve: (result: InvocationResult | Promise<InvocationResult>) => void;
  readonly reject: (error: AwsError) => void;
}

/** Whether another environment may be started, for all functions together. */
export interface Budget {
  mayStart(): boolean;
  onStart(): void;
  onEnd(): void;
}

/** Environments of one function that start at the same time: more only make each other slower. */
const STARTING = 2;
/** Until the first one has started. */
const TYPICAL_START = 60;

/**
 * The execution environments of one revision of a function. A waiting invocation takes whichever environment is free first; another
 * one is started only when that is expected to be quicker than waiting. On AWS a thread costs nothing; here it costs memory, and
 * more threads than cores make none of them quicker. Its moments are real ones, not the clock's: they are about this machine.
 */
export class Pool implements EnvironmentOwner {
  readonly configuration: FunctionConfiguration;
  readonly #host: Host;
  readonly #budget: Budget;
  readonly #environments = new Set<Environment>();
  readonly #free: Environment[] = [];
  readonly #starting = new Set<Environment>();
  #waiting: Waiting[] = [];
  #started = 0;
  /** Moving averages in milliseconds. */
  #startCost = TYPICAL_START;
  #runCost: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #retired = false;

  constructor(host: Host, configuration: FunctionConfiguration, budget: Budget) {
    this.#host = host;
    this.configuration = configuration;
    this.#budget = budget;
  }

  get size(): number {
    return this.#environments.size;
  }

  /** Rejects with KmsFailure when an environment is needed and the variables of the function cannot be opened. */
  run(invocation: Invocation): Promise<InvocationResult> {
    return new Promise((resolve, reject) => {
      const waiting = { invocation, since: performance.now(), resolve, reject };
      const environment = this.#takeFree();
      if (environment !== undefined) return this.#assign(environment, waiting);
      this.#waiting.push(waiting);
      this.#consider();
    });
  }

  /** Ends environments that have been free since before `moment` (by the clock), and those whose credentials run out. */
  reap(moment: number): void {
    for (const environment of this.#free.filter((each) => each.idleSince < moment)) void environment.end();
  }

  /** Ends the environment that has been free for longest; false if none is. */
  evict(): boolean {
    const oldest = this.#free[0];
    if (oldest === undefined) return false;
    void oldest.end();
    return true;
  }

  /** Policies have changed. */
  recheckLogs(): void {
    for (const environment of this.#environments) environment.log.recheck();
  }

  /** No new invocations come: free environments end now, the others when they are done. Returns who still waits. */
  retire(successor: Pool | undefined): void {
    this.#retired = true;
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const environment of [...this.#free, ...this.#starting]) void environment.end();
    for (const { invocation, resolve } of waiting) {
      if (successor !== undefined) resolve(successor.run(invocation));
      else resolve({ outcome: gone(invocation.requestId) });
    }
  }

  /** Ends everything; invocations that are running fail. */
  async close(): Promise<void> {
    this.retire(undefined);
    await Promise.all([...this.#environments].map((environment) => environment.end()));
  }

  onFree(environment: Environment): void {
    if (this.#starting.delete(environment)) this.#startCost = average(this.#startCost, environment.startMs);
    if (this.#retired) return void environment.end();
    this.#free.push(environment);
    this.#serve();
  }

  onUnusable(environment: Environment, outcome: (requestId: string) => Outcome): void {
    this.#starting.delete(environment);
    const first = this.#waiting.shift();
    first?.resolve({ outcome: outcome(first.invocation.requestId) });
  }

  onEnd(environment: Environment): void {
    this.#environments.delete(environment);
    this.#starting.delete(environment);
    const index = this.#free.indexOf(environment);
    if (index !== -1) this.#free.splice(index, 1);
    this.#budget.onEnd();
    if (!this.#retired) this.#consider();
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const environment = this.#takeFree();
      if (environment === undefined) return this.#consider();
      this.#assign(environment, this.#waiting.shift() as Waiting);
    }
  }

  /** The one used last, whose caches are warmest; one whose credentials have run out is replaced. */
  #takeFree(): Environment | undefined {
    for (;;) {
      const environment = this.#free.pop();
      if (environment === undefined || environment.expiresAt > this.#host.clock.now()) return environment;
      void environment.end();
    }
  }

  #assign(environment: Environment, { invocation, resolve }: Waiting): void {
    const startedAt = performance.now();
    const result = environment.invoke(invocation);
    void result.then(() => {
      this.#runCost = average(this.#runCost ?? performance.now() - startedAt, performance.now() - startedAt);
    });
    resolve(result);
  }

  /** Starts another environment if the first in line would wait longer for one that runs. */
  #consider(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const first = this.#waiting[0];
    if (first === undefined || this.#starting.size >= Math.min(STARTING, this.#waiting.length)) return;
    const waited = performance.now() - first.since;
    const patience = this.#startCost - Math.max(waited, this.#expectedWait());
    if (patience <= 0 && this.#budget.mayStart()) return this.#start();
    // A turn later, when environments that have become free meanwhile have said so.
    this.#timer = setTimeout(() => setImmediate(() => this.#consider()), Math.max(patience, 5));
  }

  #expectedWait(): number {
    const running = this.#environments.size - this.#starting.size;
    if (running === 0 || this.#runCost === undefined) return Infinity;
    return (this.#runCost * this.#waiting.length) / running;
  }

  #start(): void {
    this.#budget.onStart();
    const { vpc } = this.configuration;
    const interfaces =
      vpc === undefined ? [] : this.#host.state(ec2).functionInterfaces(vpc.subnetIds, vpc.securityGroupIds);
    const networkInterface = interfaces[this.#started++ % Math.max(1, interfaces.length)];
    try {
      const environment = new Environment(this.#host, this.configuration, networkInterface, this);
      this.#environments.add(environment);
      this.#starting.add(environment);
    } catch (error) {
      // No credentials for the role, no memory for a thread: whoever waits is told, and the next may try again.
      this.#budget.onEnd();
      const first = this.#waiting.shift();
      if (error instanceof KmsFailure) first?.reject(error);
      else {
        this.#host.log(`lambda: ${this.configuration.name} cannot be started: ${String(error)}`);
        first?.resolve({ outcome: notStarted(first.invocation.requestId, error) });
      }
    }
    this.#consider();
  }
}

function average(old: number, sample: number): number {
  return old + (sample - old) / 8;
}

/** The function was deleted while the invocation waited. */
function gone(requestId: string): Outcome {
  return failure(`RequestId: ${requestId} Error: the function was deleted before it could run`);
}

function notStarted(requestId: string, error: unknown): Outcome {
  return failure(`RequestId: ${requestId} Error: ${error instanceof Error ? error.message : String(error)}`);
}

function failure(errorMessage: string): Outcome {
  const errorType = 'Sandbox.Failure';
  return { status: 'failure', payload: JSON.stringify({ errorType, errorMessage }), errorType };
}
