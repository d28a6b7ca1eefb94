import type { Host } from '../../../kernel/host.ts';
import type { Table } from '../table/table.ts';
import { readSequenceNumber, sequenceNumber, type StreamRecord } from './stream-record.ts';

/** A stream as another service reads it, an event source mapping for one. */
export interface ReadableStream {
  readonly shards: readonly { readonly shardId: string }[];
  /**
   * Records behind that one, the oldest first; with `LATEST` none, as it means those still to come: take `latest` and read behind it.
   * Throws AWS's errors of KMS where the principal may not use the table's key.
   */
  read(shardId: string, after: string, limit: number): readonly StreamRecord[];
  /** Sequence number of the last record there was; `TRIM_HORIZON` before the first. */
  latest(shardId: string): string;
  /** Called whenever there are new records; the returned function ends that. It outlives changes of the table. */
  onRecord(callback: () => void): () => void;
}

export function readStream(
  host: Host,
  streamArn: string,
  source: { readonly table: () => Table | undefined; readonly onRecord: ReadableStream['onRecord'] },
): ReadableStream {
  const stream = (): Table['stream'] => {
    const found = source.table()?.stream;
    return found?.arn === streamArn ? found : undefined;
  };
  return {
    get shards() {
      const { shardId } = stream() ?? {};
      return shardId === undefined ? [] : [{ shardId }];
    },
    read(shardId, after, limit) {
      const found = stream();
      if (found?.shardId !== shardId || after === 'LATEST') return [];
      const number = after === 'TRIM_HORIZON' ? 0 : (readSequenceNumber(after) ?? 0);
      return found.behind(number, limit, host.clock.now());
    },
    latest(shardId) {
      const table = source.table();
      return table?.stream?.shardId === shardId && table.lastChange > 0
        ? sequenceNumber(table.lastChange)
        : 'TRIM_HORIZON';
    },
    onRecord: source.onRecord,
  };
}
