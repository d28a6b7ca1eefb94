import { read } from 'node:fs';
import { crc32 } from 'node:zlib';

/** A record on disk: length (4 bytes), CRC-32 of length and payload (4 bytes), payload. Little endian. */
export const HEADER = 8;

export function frameHeader(payload: Buffer): Buffer {
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(checksum(header, payload), 4);
  return header;
}

/** The length is covered too, so that a run of zeros is never a valid record. */
export function checksum(header: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(header.subarray(0, 4)));
}

/** A record inside a journal cannot be read back as it was written. */
export class JournalDamagedError extends Error {
  override readonly name = 'JournalDamagedError';

  constructor(path: string, position: number) {
    super(
      `${path}: the record at byte ${position} is damaged (its checksum does not match). ` +
        'Restore the file from a backup, or move it away to start without its data.',
    );
  }
}

/** Most records fit into the first read, so that one system call is enough. */
const FIRST_READ = 4096;

/** Reads the record at `position` of a journal with `size` bytes. */
export async function readFrame(fd: number, position: number, size: number, path: string): Promise<Buffer> {
  const first = await readAt(fd, position, Math.max(0, Math.min(FIRST_READ, size - position)));
  if (first.length < HEADER) throw new JournalDamagedError(path, position);
  const length = first.readUInt32LE(0);
  if (position + HEADER + length > size) throw new JournalDamagedError(path, position);
  const payload =
    first.length >= HEADER + length
      ? first.subarray(HEADER, HEADER + length)
      : await readAt(fd, position + HEADER, length);
  if (payload.length !== length || checksum(first, payload) !== first.readUInt32LE(4)) {
    throw new JournalDamagedError(path, position);
  }
  return payload;
}

function readAt(fd: number, position: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.allocUnsafe(length);
    const step = (filled: number): void => {
      read(fd, buffer, filled, length - filled, position + filled, (error, count) => {
        if (error !== null) reject(error);
        else if (count === 0 || filled + count === length) resolve(buffer.subarray(0, filled + count));
        else step(filled + count);
      });
    };
    step(0);
  });
}
