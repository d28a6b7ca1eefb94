import { createHash } from 'node:crypto';
import { readSequenceNumber, type StreamRecord } from './stream-record.ts';

/** Records are kept that long. Source: DynamoDB Developer Guide, "Change data capture for DynamoDB Streams". */
export const RETENTION = 24 * 60 * 60 * 1000;

/** Where reading goes on: behind a record, with the oldest one kept, or with the next to come. */
export type After = 'TRIM_HORIZON' | 'LATEST' | { readonly number: number };

/** The records of one table, in one shard. */
export class TableStream {
  readonly arn: string;
  readonly shardId: string;
  /** When the stream was made, milliseconds since the epoch. */
  readonly made: number;
  #records: StreamRecord[] = [];

  constructor(arn: string, made: number) {
    this.arn = arn;
    this.made = made;
    this.shardId = `shardId-${String(made).padStart(20, '0')}-${createHash('md5').update(arn).digest('hex').slice(0, 8)}`;
  }

  add(records: readonly StreamRecord[]): void {
    if (records.length === 0) return;
    this.#records.push(...records);
  }

  records(now: number): readonly StreamRecord[] {
    this.trim(now);
    return this.#records;
  }

  trim(now: number): void {
    const old = this.#records.findIndex(({ at }) => at > now - RETENTION);
    if (old === 0) return;
    this.#records = old === -1 ? [] : this.#records.slice(old);
  }

  /** Records with a number greater than that, the oldest first. */
  behind(number: number, limit: number, now: number): readonly StreamRecord[] {
    const records = this.records(now);
    let [low, high] = [0, records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numberOf(records[middle] as StreamRecord) > number) high = middle;
      else low = middle + 1;
    }
    return records.slice(low, low + limit);
  }
}

export const numberOf = ({ sequenceNumber }: StreamRecord): number => readSequenceNumber(sequenceNumber) ?? 0;
