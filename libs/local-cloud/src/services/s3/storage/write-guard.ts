import { ConditionalRequestConflict } from '../errors.ts';
import type { ObjectIndex } from './object-index.ts';
import type { StoredObject } from './object-version.ts';

/** What a conditional write demands of the object it would replace. */
export interface WriteCondition {
  readonly header: 'If-Match' | 'If-None-Match';
  /** Throws the error to answer when the demand is not met. */
  check(current: StoredObject | undefined): void;
}

/** Knows which keys are being written, so that a conditional write is never decided on a state that is about to change. */
export class WriteGuard {
  readonly #writing = new Map<string, number>();
  readonly #index: ObjectIndex;

  constructor(index: ObjectIndex) {
    this.#index = index;
  }

  /** Runs `write`, which calls `check` once more right before it commits if it has waited for anything. */
  async during<T>(
    key: string,
    condition: WriteCondition | undefined,
    write: (check: () => void) => Promise<T>,
  ): Promise<T> {
    this.#check(key, condition, 0);
    this.#writing.set(key, (this.#writing.get(key) ?? 0) + 1);
    try {
      return await write(() => this.#check(key, condition, 1));
    } finally {
      const left = (this.#writing.get(key) ?? 1) - 1;
      if (left === 0) this.#writing.delete(key);
      else this.#writing.set(key, left);
    }
  }

  #check(key: string, condition: WriteCondition | undefined, own: number): void {
    if (condition === undefined) return;
    if ((this.#writing.get(key) ?? 0) > own) throw new ConditionalRequestConflict(key, condition.header);
    const current = this.#index.current(key);
    condition.check(current === undefined || current.deleteMarker ? undefined : current);
  }
}
