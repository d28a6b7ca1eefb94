/** What stands before the sealed part of a record: what must be readable without the table's key, and nothing of its items. */
export type LogHeader =
  | {
      readonly t: 'table';
      readonly id: string;
      readonly made: number;
      readonly last: number;
      readonly stream: number;
      /** Since when there is point-in-time recovery, if there is. */
      readonly recovery?: number;
    }
  | {
      readonly t: 'key';
      readonly key: number;
      readonly arn: string;
      /** Base64. */
      readonly ciphertext: string;
      readonly grant: string;
    }
  | { readonly t: 'stream'; readonly arn: string; readonly made: number }
  | {
      readonly t: 'commit';
      readonly n: number;
      readonly key: number;
      /** The other parts of a transaction, as they stand in the journals of their tables once it is through. */
      readonly others?: readonly OtherPart[];
    }
  | { readonly t: 'rows' | 'records' | 'tokens' | 'declared'; readonly part: number; readonly key: number };

export interface OtherPart {
  readonly table: string;
  readonly id: string;
  readonly n: number;
  /** Base64. */
  readonly record: string;
}

export type SealedHeader = Extract<
  LogHeader,
  { readonly key: number; readonly t: 'commit' | 'rows' | 'records' | 'tokens' | 'declared' }
>;

/** Length of the header (4 bytes), the header in JSON, then what is sealed. */
export function encodeRecord(header: LogHeader, sealed: Buffer = Buffer.alloc(0)): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, sealed]);
}

export function decodeRecord(record: Buffer): { readonly header: LogHeader; readonly sealed: Buffer } {
  const end = 4 + record.readUInt32LE(0);
  return { header: JSON.parse(record.subarray(4, end).toString()) as LogHeader, sealed: record.subarray(end) };
}

/** What a record is sealed for: it opens in no other table and no other place. */
export function boundTo(tableId: string, header: SealedHeader): string {
  return `${tableId} ${header.t} ${header.t === 'commit' ? header.n : header.part}`;
}
