import type { Clock } from './clock.ts';
import { Heap } from './heap.ts';

/** Work that becomes due at a moment of the injected clock. */
export interface Scheduler {
  /** Runs `task` once the clock has reached `at` (ms since the epoch). The returned function cancels it. */
  at(at: number, task: () => void | Promise<void>): () => void;
  /** Runs `task` every `interval` ms, first after one interval. Ticks missed while the clock jumped run once, not many times. */
  every(interval: number, task: () => void | Promise<void>): () => void;
  close(): void;
}

interface Entry {
  at: number;
  /** Entries due at the same moment run in the order they were made. */
  readonly order: number;
  readonly task: () => void | Promise<void>;
  readonly interval: number | undefined;
  cancelled: boolean;
}

/** Longest delay setTimeout takes; further moments are reached in steps. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** One heap and one timer for the whole cloud; a clock that is moved by hand drives it without any timer. */
export function createScheduler(clock: Clock, onError: (error: unknown) => void): Scheduler {
  const heap = new Heap<Entry>((a, b) => a.at - b.at || a.order - b.order);
  let order = 0;
  let cancelled = 0;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Infinity;
  let closed = false;
  const unsubscribe = clock.onAdvance?.(runDue);

  function runDue(): void {
    for (let next = heap.peek(); next !== undefined && next.at <= clock.now(); next = heap.peek()) {
      heap.pop();
      if (next.cancelled) cancelled--;
      else run(next);
      if (closed) return;
    }
    arm();
  }

  function run(entry: Entry): void {
    if (entry.interval !== undefined) {
      entry.at += entry.interval * (1 + Math.floor((clock.now() - entry.at) / entry.interval));
      heap.push(entry);
    }
    try {
      const running = entry.task();
      if (running instanceof Promise) running.catch(onError);
    } catch (error) {
      onError(error);
    }
  }

  function arm(): void {
    if (unsubscribe !== undefined || closed) return;
    const next = heap.peek();
    if (next === undefined || next.at >= timerAt) return;
    clearTimeout(timer);
    timerAt = next.at;
    timer = setTimeout(onTimer, Math.min(Math.max(next.at - clock.now(), 0), LONGEST_DELAY));
    timer.unref();
  }

  function onTimer(): void {
    timerAt = Infinity;
    runDue();
  }

  function add(at: number, task: () => void | Promise<void>, interval: number | undefined): () => void {
    const entry: Entry = { at, order: order++, task, interval, cancelled: false };
    heap.push(entry);
    arm();
    return () => {
      if (entry.cancelled) return;
      entry.cancelled = true;
      // Time limits are mostly cancelled: sweep them out before they outnumber what is really waiting.
      if (++cancelled > 64 && cancelled > heap.size / 2) {
        heap.keep((each) => !each.cancelled);
        cancelled = 0;
      }
    };
  }

  return {
    at: (at, task) => add(at, task, undefined),
    every: (interval, task) => add(clock.now() + interval, task, interval),
    close() {
      closed = true;
      clearTimeout(timer);
      unsubscribe?.();
      heap.keep(() => false);
    },
  };
}
