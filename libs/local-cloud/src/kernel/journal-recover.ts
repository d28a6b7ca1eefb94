import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeFileSync } from 'node:fs';
import { checksum, HEADER, JournalDamagedError } from './journal-frame.ts';

const CHUNK = 1 << 20;

/**
 * Replays a journal's records and cuts off a torn tail (an append that a kill interrupted leaves a prefix of itself). What is
 * cut off is kept beside the journal as `<path>.torn`. A damaged record with data behind it is no torn tail: that throws.
 */
export function recover(
  path: string,
  onRecord: (payload: Buffer, position: number) => void,
): { fd: number; size: number } {
  const fd = openSync(path, 'a+', 0o600);
  closeSync(fd);
  const file = openSync(path, 'r+');
  try {
    const size = fstatSync(file).size;
    const end = replay(file, size, path, onRecord);
    if (end < size) {
      writeFileSync(`${path}.torn`, readRange(file, end, size - end), { mode: 0o600 });
      ftruncateSync(file, end);
    }
    return { fd: file, size: end };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Returns the end of the last whole record. */
function replay(fd: number, size: number, path: string, onRecord: (payload: Buffer, position: number) => void): number {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  const slice = (at: number, length: number): Buffer => {
    if (at < windowAt || at + length > windowAt + window.length) {
      window = readRange(fd, at, Math.min(Math.max(length, CHUNK), size - at));
      windowAt = at;
    }
    return window.subarray(at - windowAt, at - windowAt + length);
  };
  let at = 0;
  while (at + HEADER <= size) {
    const header = slice(at, HEADER);
    const length = header.readUInt32LE(0);
    const expected = header.readUInt32LE(4);
    const end = at + HEADER + length;
    if (end > size) break;
    const lengthBytes = Buffer.from(header.subarray(0, 4));
    const payload = slice(at + HEADER, length);
    if (checksum(lengthBytes, payload) !== expected) {
      if (isZero(readRange(fd, at, size - at))) break;
      throw new JournalDamagedError(path, at);
    }
    // A copy: the service may keep it while the window moves on.
    onRecord(Buffer.from(payload), at);
    at = end;
  }
  return at;
}

/** A file system that lost power may have grown the file without its data. */
function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

function readRange(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(fd, buffer, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
