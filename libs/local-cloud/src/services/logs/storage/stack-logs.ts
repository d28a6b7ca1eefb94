import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { Catalogue, type LogStream, type StoredGroup } from './catalogue.ts';
import type { DataKey } from './data-key.ts';
import { EventStore } from './event-store.ts';
import type { InputLogEvent } from './log-event.ts';
import type { KeyedBatch } from './open-segment.ts';

/** Everything stored for one stack: which groups and streams there are, and their events. */
export class StackLogs {
  readonly stack: string;
  readonly catalogue: Catalogue;
  readonly events: EventStore;
  readonly #directory: string;

  constructor(host: Host, stack: string) {
    this.stack = stack;
    this.#directory = host.dataDirectory(stack, 'logs');
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.catalogue = new Catalogue(host, join(this.#directory, 'streams.journal'));
    this.events = new EventStore(
      host,
      join(this.#directory, 'events'),
      (stream) => this.catalogue.stream(stream) !== undefined,
    );
    for (const stream of this.catalogue.streams()) {
      const summary = this.events.summary(stream.id);
      if (summary === undefined) continue;
      stream.sequence = summary.lastSequence + 1;
      stream.lastIngestionTime = summary.lastIngestionTime;
    }
  }

  /** Takes events in without waiting for the disk; `key` encrypts them there. */
  add(stream: LogStream, now: number, events: readonly InputLogEvent[], key: DataKey | undefined): void {
    this.events.add(batch(stream, now, events, key));
  }

  /** Takes events in once they are on disk; `key` encrypts them there. */
  put(stream: LogStream, now: number, events: readonly InputLogEvent[], key: DataKey | undefined): Promise<void> {
    return this.events.put(batch(stream, now, events, key));
  }

  /** Events of a group, counted as AWS bills them: an estimate from what is kept, expired events included until they are removed. */
  storedBytes({ streams }: StoredGroup): number {
    let bytes = 0;
    for (const { id } of streams.values()) bytes += this.events.summary(id)?.bytes ?? 0;
    return bytes;
  }

  async close(): Promise<void> {
    await this.events.close();
    await this.catalogue.close();
  }
}

/** Gives the events the next sequence numbers of their stream. */
function batch(
  stream: LogStream,
  ingestionTime: number,
  events: readonly InputLogEvent[],
  key: DataKey | undefined,
): KeyedBatch {
  const first = stream.sequence;
  stream.sequence += events.length;
  stream.lastIngestionTime = Math.max(stream.lastIngestionTime ?? 0, ingestionTime);
  return { stream: stream.id, ingestionTime, first, events, key };
}
