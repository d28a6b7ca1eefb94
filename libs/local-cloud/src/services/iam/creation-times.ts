import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../kernel/private-file.ts';

/** When roles and policies were first seen: the graph knows no times, but `CreateDate` must not change with a restart. */
export class CreationTimes {
  readonly #path: string;
  readonly #times = new Map<string, number>();

  /** `directory`: where the stack keeps its IAM data. */
  constructor(directory: string) {
    this.#path = join(directory, 'created.json');
    if (!existsSync(this.#path)) return;
    for (const [id, time] of Object.entries(JSON.parse(readFileSync(this.#path, 'utf8')) as Record<string, number>))
      this.#times.set(id, time);
  }

  /** Milliseconds since the epoch; undefined for what was never recorded. */
  of(uniqueId: string): number | undefined {
    return this.#times.get(uniqueId);
  }

  /** Exactly these exist; those not seen before were made `now`. */
  record(uniqueIds: readonly string[], now: number): void {
    const kept = new Map(uniqueIds.map((id) => [id, this.#times.get(id) ?? now]));
    if (kept.size === this.#times.size && uniqueIds.every((id) => this.#times.has(id))) return;
    this.#times.clear();
    for (const [id, time] of kept) this.#times.set(id, time);
    writePrivateFile(this.#path, JSON.stringify(Object.fromEntries(kept)));
  }
}
