/** Work that becomes due at a moment of the injected clock. */
export interface Scheduler {
  /** Runs `task` once the clock has reached `at` (ms since the epoch). The returned function cancels it. */
  at(at: number, task: () => void | Promise<void>): () => void;
  /** Runs `task` every `interval` ms, first after one interval. */
  every(interval: number, task: () => void | Promise<void>): () => void;
  close(): void;
}
