/**
 * Append-only file of framed, checksummed records. Appends made in the same turn of the event loop are written together, so
 * a record costs a fraction of a system call; a record is acknowledged only after its write returned, so a killed process
 * loses nothing it acknowledged. A torn tail is cut off when the file is opened again.
 */
export interface Journal {
  /** Resolves with the record's position once it is written. Rejects, changing nothing, when the disk refuses. */
  append(payload: Buffer): Promise<number>;
  read(position: number): Promise<Buffer>;
  /** Bytes in the file. */
  readonly size: number;
  /** Replaces the contents by `payloads`, atomically; returns their new positions in order. */
  rewrite(payloads: Iterable<Buffer>): Promise<readonly number[]>;
  close(): Promise<void>;
}
