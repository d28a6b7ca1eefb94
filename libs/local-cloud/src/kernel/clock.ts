/** Time for the whole cloud. Nothing else reads the wall clock, so a test can move a 90-day retention in one call. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Present on clocks that do not move by themselves: tells whenever the time has changed. */
  onAdvance?(listener: () => void): () => void;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that only moves when told to. */
export class ManualClock implements Clock {
  #now: number;
  readonly #listeners = new Set<() => void>();

  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const listener of this.#listeners) listener();
  }

  /** Called after each `advance`; the scheduler uses it to run what has become due. */
  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
