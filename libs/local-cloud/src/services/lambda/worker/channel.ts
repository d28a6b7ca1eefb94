import type { MessagePort } from 'node:worker_threads';
import type { FromEnvironment, ToEnvironment } from './messages.ts';

type Invocation = ToEnvironment & { kind: 'invoke' };

/**
 * The line to the cloud. It keeps the event loop alive while the environment waits for an invocation or for an answer, and not
 * while a handler runs: a handler that leaves nothing to wait for must be noticed.
 */
export class Channel {
  readonly #port: MessagePort;
  readonly #ways = new Map<number, (open: boolean) => void>();
  #connections = 0;
  #running = false;

  constructor(port: MessagePort, onInvoke: (invocation: Invocation) => void) {
    this.#port = port;
    port.on('message', (message: ToEnvironment) => {
      if (message.kind === 'way') {
        this.#ways.get(message.connection)?.(message.open);
        this.#ways.delete(message.connection);
        this.#hold();
        return;
      }
      this.#running = true;
      this.#hold();
      onInvoke(message);
    });
  }

  post(message: FromEnvironment): void {
    this.#port.postMessage(message);
  }

  /** The invocation is over; the next may come. */
  finish(message: FromEnvironment): void {
    this.#running = false;
    this.#hold();
    this.#port.postMessage(message);
  }

  /** Asks whether a host can be reached; `answer` is called once. */
  askWay(host: string, port: number, answer: (open: boolean) => void): void {
    const connection = ++this.#connections;
    this.#ways.set(connection, answer);
    this.#hold();
    this.#port.postMessage({ kind: 'connect', connection, host, port } satisfies FromEnvironment);
  }

  #hold(): void {
    if (this.#running && this.#ways.size === 0) this.#port.unref();
    else this.#port.ref();
  }
}
