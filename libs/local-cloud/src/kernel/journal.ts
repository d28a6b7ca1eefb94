import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import * as fs from 'node:fs';
import { frameHeader, HEADER, readFrame } from './journal-frame.ts';
import { recover } from './journal-recover.ts';

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

/** The system calls a journal makes; a test replaces them to play a full disk. */
export interface JournalDisk {
  writev(
    fd: number,
    buffers: readonly Buffer[],
    position: number,
    done: (error: Error | null, written: number) => void,
  ): void;
  ftruncate(fd: number, size: number, done: (error: Error | null) => void): void;
}

/**
 * Batches up to this size are written without leaving the thread: into the page cache that takes a few microseconds, while the way
 * through the thread pool costs 80 when the machine is idle and doubles the price of a small S3 PutObject when it is not.
 */
const WRITTEN_AT_ONCE = 256 * 1024;

function bytesIn(buffers: readonly Buffer[]): number {
  let bytes = 0;
  for (const buffer of buffers) bytes += buffer.length;
  return bytes;
}

const realDisk: JournalDisk = {
  writev(fd, buffers, position, done) {
    if (bytesIn(buffers) > WRITTEN_AT_ONCE) return fs.writev(fd, buffers, position, done);
    try {
      done(null, fs.writevSync(fd, buffers, position));
    } catch (error) {
      done(error as Error, 0);
    }
  },
  ftruncate: (fd, size, done) => fs.ftruncate(fd, size, done),
};

/** Opens or makes the journal at `path` and replays its records. Throws JournalDamagedError if a record inside is damaged. */
export function openJournal(
  path: string,
  onRecord: (payload: Buffer, position: number) => void,
  disk: JournalDisk = realDisk,
): Journal {
  return new FileJournal(path, recover(path, onRecord), disk);
}

interface Pending {
  readonly payload: Buffer;
  readonly resolve: (position: number) => void;
  readonly reject: (error: Error) => void;
}

class FileJournal implements Journal {
  readonly #path: string;
  readonly #disk: JournalDisk;
  #fd: number;
  #size: number;
  #pending: Pending[] = [];
  /** The write or rewrite in progress; work that must not overlap with it waits here. */
  #busy: Promise<void> | undefined;
  #scheduled = false;
  /** Bytes beyond `#size` may be in the file: a failed batch could not be cut off yet. */
  #dirty = false;
  #closed = false;

  constructor(path: string, opened: { fd: number; size: number }, disk: JournalDisk) {
    this.#path = path;
    this.#fd = opened.fd;
    this.#size = opened.size;
    this.#disk = disk;
  }

  get size(): number {
    return this.#size;
  }

  append(payload: Buffer): Promise<number> {
    if (this.#closed) return Promise.reject(new Error(`${this.#path} is closed.`));
    return new Promise((resolve, reject) => {
      this.#pending.push({ payload, resolve, reject });
      this.#schedule();
    });
  }

  read(position: number): Promise<Buffer> {
    return readFrame(this.#fd, position, this.#size, this.#path);
  }

  async rewrite(payloads: Iterable<Buffer>): Promise<readonly number[]> {
    if (this.#closed) throw new Error(`${this.#path} is closed.`);
    await this.#idle();
    const temporary = `${this.#path}.new`;
    const positions: number[] = [];
    const fd = openSync(temporary, 'w+', 0o600);
    let size = 0;
    try {
      for (const payload of payloads) {
        positions.push(size);
        writeSync(fd, frameHeader(payload));
        writeSync(fd, payload);
        size += HEADER + payload.length;
      }
      fsyncSync(fd);
      renameSync(temporary, this.#path);
    } catch (error) {
      closeSync(fd);
      fs.rmSync(temporary, { force: true });
      throw error;
    }
    const old = this.#fd;
    this.#fd = fd;
    this.#size = size;
    this.#dirty = false;
    fs.close(old, () => undefined);
    return positions;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#idle();
    closeSync(this.#fd);
  }

  /** Waits until everything appended so far is written; nothing starts between the last write and the caller's next line. */
  async #idle(): Promise<void> {
    while (this.#busy !== undefined || this.#pending.length > 0) {
      if (this.#busy === undefined) this.#flush();
      await this.#busy;
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#busy !== undefined) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#busy === undefined && this.#pending.length > 0) this.#flush();
    });
  }

  #flush(): void {
    const batch = this.#pending;
    this.#pending = [];
    this.#busy = this.#write(batch).then(() => {
      this.#busy = undefined;
      if (this.#pending.length > 0) this.#flush();
    });
  }

  async #write(batch: readonly Pending[]): Promise<void> {
    try {
      if (this.#dirty) await this.#cutOff();
      const buffers: Buffer[] = [];
      let total = 0;
      for (const { payload } of batch) {
        buffers.push(frameHeader(payload), payload);
        total += HEADER + payload.length;
      }
      this.#dirty = true;
      await this.#writeAll(buffers, this.#size, total);
      this.#dirty = false;
    } catch (error) {
      // Later appends must start at a clean end; if cutting off fails too, the next batch tries again first.
      await this.#cutOff().catch(() => undefined);
      for (const { reject } of batch) reject(error as Error);
      return;
    }
    for (const { payload, resolve } of batch) {
      const position = this.#size;
      this.#size += HEADER + payload.length;
      resolve(position);
    }
  }

  #writeAll(buffers: readonly Buffer[], position: number, total: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#disk.writev(this.#fd, buffers, position, (error, written) => {
        if (error !== null) reject(error);
        // A short write means the disk is full; what the kernel did write is cut off by the caller.
        else if (written < total)
          reject(
            Object.assign(new Error(`ENOSPC: wrote ${written} of ${total} bytes to ${this.#path}`), { code: 'ENOSPC' }),
          );
        else resolve();
      });
    });
  }

  #cutOff(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#disk.ftruncate(this.#fd, this.#size, (error) => {
        if (error !== null) return reject(error);
        this.#dirty = false;
        resolve();
      });
    });
  }
}
