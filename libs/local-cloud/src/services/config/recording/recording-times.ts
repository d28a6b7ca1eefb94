import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { writePrivateFile } from '../../../kernel/private-file.ts';
import type { Declarations } from './declared.ts';

/** Whether a recorder is on. Times are milliseconds since the epoch. */
export interface Recording {
  readonly recording: boolean;
  readonly startedAt?: number;
  readonly stoppedAt?: number;
  /** What programs said last; undefined if none said anything. StartConfigurationRecorder and Stop… hold until one says otherwise. */
  readonly declared?: boolean | undefined;
}

/** By region. It belongs to the account and outlives stacks, as the recorder may. */
export class RecordingTimes {
  readonly #host: Host;
  #all: Readonly<Record<string, Recording>>;

  constructor(host: Host) {
    this.#host = host;
    const path = this.#path;
    this.#all = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Recording>) : {};
  }

  of(region: string): Recording {
    return this.#all[region] ?? { recording: false };
  }

  /** Starts or stops; the file is written before it counts. */
  switch(region: string, recording: boolean): void {
    this.#write({ ...this.#all, [region]: this.#switched(this.of(region), recording) });
  }

  /** After a deployment: what it declares anew, and recorders that are gone. */
  follow({ recorders, statuses }: Declarations): void {
    const next: Record<string, Recording> = {};
    for (const { region } of recorders) {
      const before = this.of(region);
      const declared = statuses.find((status) => status.region === region)?.isEnabled;
      // Without its RecorderStatus a recorder is stopped, as the provider does when it deletes one.
      const wanted = declared === before.declared ? before.recording : (declared ?? false);
      next[region] = { ...this.#switched(before, wanted), declared };
    }
    if (JSON.stringify(next) !== JSON.stringify(this.#all)) this.#write(next);
  }

  #switched(before: Recording, recording: boolean): Recording {
    if (before.recording === recording) return before;
    const now = this.#host.clock.now();
    return { ...before, recording, ...(recording ? { startedAt: now } : { stoppedAt: now }) };
  }

  #write(next: Readonly<Record<string, Recording>>): void {
    writePrivateFile(this.#path, `${JSON.stringify(next)}\n`);
    this.#all = next;
  }

  get #path(): string {
    return join(this.#host.accountDirectory('config'), 'recording.json');
  }
}
