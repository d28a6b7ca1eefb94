import type { Host } from '../../kernel/host.ts';
import { requestId as newRequestId } from '../../kernel/request-id.ts';
import { TooManyRequests } from './errors.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { FunctionMetrics } from './function-metrics.ts';
import { limits } from './limits.ts';
import type { InvocationResult } from './runtime/invocation.ts';
import { Pool, type Budget } from './runtime/pool.ts';
import { Tracer } from './tracer.ts';

/** An event for a function whose caller has been authorised. */
export interface InvokeRequest {
  /** As the caller named it, with a qualifier or without. */
  readonly functionArn: string;
  /** JSON text. */
  readonly event: string;
  readonly requestId?: string;
  readonly traceId?: string;
  /** JSON text. */
  readonly clientContext?: string;
  readonly tail?: boolean;
}

/** Threads for all functions together; beyond that, functions that have been free for longest give theirs up. */
const ENVIRONMENTS = 64;
/** Free environments end after that long, by the clock. */
const IDLE_LIMIT = 5 * 60_000;

/** Runs functions: concurrency limits, and a pool of environments for each function. */
export class Invoker implements Budget {
  readonly #host: Host;
  readonly #metrics: FunctionMetrics;
  readonly #tracer: Tracer;
  readonly #pools = new Map<string, Pool>();
  readonly #retired = new Set<Pool>();
  /** Invocations that run or wait, by function ARN, and of all functions without reserved concurrency. */
  readonly #concurrent = new Map<string, number>();
  #unreserved = 0;
  #running = 0;
  #environments = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#metrics = new FunctionMetrics(host);
    this.#tracer = new Tracer(host);
    host.scheduler.every(IDLE_LIMIT / 5, () => this.#reap());
  }

  /** Runs a function once. Throws TooManyRequests when a concurrency limit is reached. */
  async run(configuration: FunctionConfiguration, request: InvokeRequest): Promise<InvocationResult> {
    const { arn } = configuration;
    const trace = this.#tracer.begin(configuration, request.traceId);
    const { functionArn, event, clientContext } = request;
    const startedAt = this.#host.clock.now();
    let release: (() => void) | undefined;
    let result: InvocationResult | undefined;
    try {
      release = this.#admit(configuration, functionArn);
      result = await this.#pool(arn, configuration).run({
        requestId: request.requestId ?? newRequestId(),
        event,
        functionArn,
        traceId: trace.header,
        ...(clientContext !== undefined && { clientContext }),
        tail: request.tail === true,
      });
      this.#metrics.invoked(configuration, functionArn, {
        duration: this.#host.clock.now() - startedAt,
        failed: result.outcome.status !== 'success',
      });
      return result;
    } finally {
      release?.();
      trace.end(result?.outcome);
    }
  }

  /** Goes over to new configurations: a function whose code or settings changed gets new environments. */
  follow(functions: ReadonlyMap<string, FunctionConfiguration>): void {
    for (const [arn, pool] of this.#pools) {
      const next = functions.get(arn);
      if (next?.revision === pool.configuration.revision) pool.recheckLogs();
      else this.#replace(arn, pool, next);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values(), ...this.#retired].map((pool) => pool.close()));
  }

  mayStart(): boolean {
    if (this.#environments < ENVIRONMENTS) return true;
    return [...this.#pools.values()].some((pool) => pool.evict());
  }

  onStart(): void {
    this.#environments++;
  }

  onEnd(): void {
    this.#environments--;
  }

  /** Threads that exist now. */
  get environments(): number {
    return this.#environments;
  }

  #pool(arn: string, configuration: FunctionConfiguration): Pool {
    let pool = this.#pools.get(arn);
    if (pool === undefined) {
      pool = new Pool(this.#host, configuration, this);
      this.#pools.set(arn, pool);
    }
    return pool;
  }

  #replace(arn: string, pool: Pool, next: FunctionConfiguration | undefined): void {
    this.#pools.delete(arn);
    this.#retired.add(pool);
    pool.retire(next && this.#pool(arn, next));
  }

  /** Counts an invocation against its limit; the returned function gives its place back. */
  #admit(configuration: FunctionConfiguration, functionArn: string): () => void {
    const { arn, reservedConcurrency } = configuration;
    const own = this.#concurrent.get(arn) ?? 0;
    const reason = this.#throttled(own, reservedConcurrency);
    if (reason !== undefined) {
      this.#metrics.throttled(configuration, functionArn);
      throw new TooManyRequests(reason);
    }
    this.#concurrent.set(arn, own + 1);
    this.#running++;
    this.#metrics.running(configuration, { own: own + 1, all: this.#running });
    if (reservedConcurrency === undefined) this.#unreserved++;
    return () => {
      this.#running--;
      const left = (this.#concurrent.get(arn) ?? 1) - 1;
      if (left === 0) this.#concurrent.delete(arn);
      else this.#concurrent.set(arn, left);
      if (reservedConcurrency === undefined) this.#unreserved--;
    };
  }

  /** Which limit is reached, if one is. */
  #throttled(own: number, reserved: number | undefined): ConstructorParameters<typeof TooManyRequests>[0] | undefined {
    if (reserved !== undefined)
      return own >= reserved ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : undefined;
    return this.#unreserved >= limits.concurrency ? 'ConcurrentInvocationLimitExceeded' : undefined;
  }

  #reap(): void {
    const moment = this.#host.clock.now() - IDLE_LIMIT;
    for (const pool of this.#pools.values()) pool.reap(moment);
    for (const pool of this.#retired) if (pool.size === 0) this.#retired.delete(pool);
  }
}
