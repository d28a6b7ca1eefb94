import type { Host } from '../../../kernel/host.ts';
import type { Backlog } from './backlog.ts';

/** Who waits for messages of one queue: polls, and services that read it by themselves. */
export class Arrivals {
  readonly #host: Host;
  readonly #backlog: Backlog;
  readonly #polls = new Set<() => void>();
  readonly #listeners = new Set<() => void>();
  #timer: { readonly at: number; readonly cancel: () => void } | undefined;
  #changes = 0;
  #closed = false;

  constructor(host: Host, backlog: Backlog) {
    this.#host = host;
    this.#backlog = backlog;
  }

  /** Rises whenever messages may have become receivable. */
  get changes(): number {
    return this.#changes;
  }

  /** Polls that wait now. */
  get waiting(): number {
    return this.#polls.size;
  }

  /** Messages came, went, or changed their visibility. */
  changed(): void {
    this.#changes++;
    this.arm();
    if (this.#polls.size + this.#listeners.size > 0 && this.#isReceivable()) this.wake();
  }

  /** Makes everybody look again. */
  wake(): void {
    this.#changes++;
    const polls = [...this.#polls];
    this.#polls.clear();
    for (const go of polls) go();
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when messages may have become receivable, and at that moment at the latest. */
  async next(until: number): Promise<void> {
    let cancel: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      this.#polls.add(resolve);
      cancel = this.#host.scheduler.at(until, () => {
        this.#polls.delete(resolve);
        resolve();
      });
      this.arm();
      if (this.#isReceivable()) this.wake();
    });
    cancel();
  }

  /** Calls whenever messages may have become receivable; the returned function ends that. */
  listen(callback: () => void): () => void {
    this.#listeners.add(callback);
    this.arm();
    return () => void this.#listeners.delete(callback);
  }

  /** Sees to it that whoever waits is woken when the next hidden message becomes visible. */
  arm(): void {
    if (this.#closed || this.#polls.size + this.#listeners.size === 0) return;
    const at = this.#backlog.nextChange(this.#host.clock.now());
    if (at === undefined || (this.#timer !== undefined && this.#timer.at <= at)) return;
    this.#timer?.cancel();
    const cancel = this.#host.scheduler.at(at, () => {
      this.#timer = undefined;
      this.wake();
      this.arm();
    });
    this.#timer = { at, cancel };
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#listeners.clear();
    this.wake();
  }

  #isReceivable(): boolean {
    return this.#backlog.next(1, this.#host.clock.now()).length > 0;
  }
}
