import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { WrappedKey } from './data-key.ts';
import {
  decodeKeyRecord,
  isEncryptedRecord,
  isKeyRecord,
  keyIdOfRecord,
  readEncryptedRecord,
  streamOfEncryptedRecord,
  type EncryptedBatch,
} from './encrypted-record.ts';
import { decodeRecord, streamOfRecord, type LogEvent } from './log-event.ts';
import { openSegmentJournal } from './segment-journal.ts';

/** What a reader of a segment is told, record by record. */
export interface SegmentReader {
  /** Whether the records of that stream are wanted. */
  readonly wanted: (stream: number) => boolean;
  readonly onEvents: (stream: number, events: readonly LogEvent[], bytes: number) => void;
  readonly onEncrypted: (batch: EncryptedBatch, bytes: number) => void;
}

/** Opens a segment and reads it; whoever only wants to read closes the journal. */
export function readSegment(host: Host, path: string, { wanted, onEvents, onEncrypted }: SegmentReader): Journal {
  const keys = new Map<string, WrappedKey>();
  return openSegmentJournal(host, path, (payload) => {
    if (isKeyRecord(payload)) {
      const key = decodeKeyRecord(payload);
      keys.set(key.id, key);
    } else if (isEncryptedRecord(payload)) {
      // Without its key the record was never acknowledged: the disk refused the key.
      const key = keys.get(keyIdOfRecord(payload));
      if (key !== undefined && wanted(streamOfEncryptedRecord(payload)))
        onEncrypted(readEncryptedRecord(payload, key), payload.length);
    } else {
      const stream = streamOfRecord(payload);
      if (wanted(stream)) onEvents(stream, decodeRecord(payload), payload.length);
    }
  });
}

/** Tells the operator of a batch that was tampered with: its key is right, its contents are not. */
export const toldDamage =
  (host: Host, path: string) =>
  ({ key, summary }: EncryptedBatch): void =>
    host.log(
      `logs: ${summary.count} events of ${key.groupArn} in ${path} are not what was encrypted; they are missing from now on.`,
    );
