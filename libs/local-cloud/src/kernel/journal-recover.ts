import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeFileSync } from 'node:fs';
import { checksum, HEADER, JournalDamagedError } from './journal-frame.ts';

const CHUNK = 1 << 20;

/**
 * Replays a journal's records and cuts off a torn tail (an append that a kill interrupted leaves a prefix of itself). What is
 * cut off is kept beside the journal as `<path>.torn`. A damaged record with a good one behind it is no torn tail: that throws.
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
  const window = new Window(fd, size);
  let at = 0;
  for (let payload = readAt(window, at); ; payload = readAt(window, at)) {
    if (payload === 'cut') return at;
    if (payload === 'damaged') {
      const after = readAt(window, window.endOfFrame(at));
      if (typeof after === 'string') return at;
      throw new JournalDamagedError(path, at);
    }
    // A copy: the service may keep it while the window moves on.
    onRecord(Buffer.from(payload), at);
    at += HEADER + payload.length;
  }
}

/** The payload of the record at `at`; `cut` if the file ends before the record does, `damaged` if its checksum is wrong. */
function readAt(window: Window, at: number): Buffer | 'cut' | 'damaged' {
  if (at + HEADER > window.size || window.endOfFrame(at) > window.size) return 'cut';
  const header = Buffer.from(window.slice(at, HEADER));
  const payload = window.slice(at + HEADER, header.readUInt32LE(0));
  return checksum(header, payload) === header.readUInt32LE(4) ? payload : 'damaged';
}

/** Reads a file front to back in large pieces. */
class Window {
  readonly size: number;
  readonly #fd: number;
  #bytes: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(fd: number, size: number) {
    this.#fd = fd;
    this.size = size;
  }

  slice(at: number, length: number): Buffer {
    if (at < this.#from || at + length > this.#from + this.#bytes.length) {
      this.#bytes = readRange(this.#fd, at, Math.min(Math.max(length, CHUNK), this.size - at));
      this.#from = at;
    }
    return this.#bytes.subarray(at - this.#from, at - this.#from + length);
  }

  endOfFrame(at: number): number {
    return at + HEADER + this.slice(at, HEADER).readUInt32LE(0);
  }
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
