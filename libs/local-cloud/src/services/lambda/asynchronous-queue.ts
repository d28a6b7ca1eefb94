import type { Host } from '../../kernel/host.ts';
import { TooManyRequests } from './errors.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import type { Invoker, InvokeRequest } from './invoker.ts';

const MINUTE = 60_000;
/** Waits before the two retries of a function error. Source: Lambda Developer Guide, "Invoking functions asynchronously". */
const RETRY_WAITS = [MINUTE, 2 * MINUTE];
/** Throttled events are tried again with growing waits until they are this old. */
const MAXIMUM_AGE = 6 * 60 * MINUTE;
const LONGEST_WAIT = 5 * MINUTE;

interface QueuedEvent {
  readonly request: InvokeRequest;
  readonly receivedAt: number;
  /** Times the function has failed with it, and times it could not be run. */
  failures: number;
  throttles: number;
}

/** Events whose callers do not wait. They live in memory: a cloud that is stopped loses those it has not run. */
export class AsynchronousQueue {
  readonly #host: Host;
  readonly #invoker: Invoker;
  readonly #find: (functionArn: string) => FunctionConfiguration | undefined;

  constructor(host: Host, invoker: Invoker, find: (functionArn: string) => FunctionConfiguration | undefined) {
    this.#host = host;
    this.#invoker = invoker;
    this.#find = find;
  }

  add(request: InvokeRequest): void {
    this.#try({ request, receivedAt: this.#host.clock.now(), failures: 0, throttles: 0 });
  }

  #try(event: QueuedEvent): void {
    void this.#run(event).catch((error: unknown) =>
      this.#host.log(`lambda: an asynchronous event was lost: ${String(error)}`),
    );
  }

  async #run(event: QueuedEvent): Promise<void> {
    const configuration = this.#find(event.request.functionArn);
    // The function was deleted while its event waited.
    if (configuration === undefined) return;
    try {
      const { outcome } = await this.#invoker.run(configuration, event.request);
      if (outcome.status === 'success') return;
      const wait = RETRY_WAITS[event.failures++];
      if (wait !== undefined) this.#later(event, wait);
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      this.#later(event, Math.min(1000 * 2 ** event.throttles++, LONGEST_WAIT));
    }
  }

  #later(event: QueuedEvent, wait: number): void {
    const at = this.#host.clock.now() + wait;
    if (at - event.receivedAt <= MAXIMUM_AGE) this.#host.scheduler.at(at, () => this.#try(event));
  }
}
