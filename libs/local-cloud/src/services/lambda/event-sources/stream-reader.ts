import { NotSupportedError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';

/** A record of a stream, as functions get it. */
export interface SourceRecord {
  /** Orders the records of a shard. */
  readonly sequenceNumber: string;
  /** When it was written, milliseconds since the epoch. */
  readonly at: number;
  /** The element of `Records`. */
  readonly event: object;
}

/** One shard of a stream, read from a place on. */
export interface ShardReader {
  readonly shardId: string;
  /** Up to `limit` records behind `after`; `undefined` begins with the oldest there is. */
  read(after: string | undefined, limit: number): readonly SourceRecord[] | Promise<readonly SourceRecord[]>;
  /** The youngest record there is; undefined for an empty shard. */
  latest(): string | undefined;
  /** Calls whenever there is a new record; the returned function ends it. */
  onRecord(callback: () => void): () => void;
}

/** The shards of a stream. */
export function shardsOf(_host: Host, streamArn: string): readonly ShardReader[] {
  throw new NotSupportedError(`the stream ${streamArn} as an event source yet`);
}
