import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { StoredObjectDamaged } from '../errors.ts';
import type { DataKeys } from './data-keys.ts';

/*
 * A sealed body: one byte with the length of the wrapped data key, that key, then the body in segments of 1 MiB, each encrypted
 * with AES-256-GCM and followed by its tag, so that a range is read without decrypting the rest. The nonce is the segment's
 * number: every body has a key of its own. The body's size is authenticated with each segment, so none can be cut off.
 */
export const SEGMENT_BYTES = 1 << 20;
const TAG_BYTES = 16;

/** Encrypts a body; the buffers follow each other on disk. */
export function seal(plain: Buffer, keys: DataKeys, context: string): Buffer[] {
  const { key, wrapped } = keys.generate(context);
  if (wrapped.length > 0xff)
    throw new Error(`A wrapped data key of ${wrapped.length} bytes does not fit before a body.`);
  const sealed = [Buffer.from([wrapped.length]), wrapped];
  for (let segment = 0; segment < segmentsOf(plain.length); segment++) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(segment));
    cipher.setAAD(sizeBytes(plain.length));
    sealed.push(cipher.update(plain.subarray(segment * SEGMENT_BYTES, (segment + 1) * SEGMENT_BYTES)));
    cipher.final();
    sealed.push(cipher.getAuthTag());
  }
  return sealed;
}

/** Reads `length` bytes of a sealed body at `offset`. */
export type ReadSealed = (offset: number, length: number) => Promise<Buffer>;

/** Decrypts the bytes `from` up to, not including, `to` of a body of `size` bytes. Throws StoredObjectDamaged. */
export async function unseal(
  read: ReadSealed,
  size: number,
  from: number,
  to: number,
  keys: DataKeys,
  context: string,
): Promise<Buffer> {
  const [wrappedLength] = await read(0, 1);
  if (wrappedLength === undefined) throw new StoredObjectDamaged(context);
  const key = keys.unwrap(await read(1, wrappedLength), context);
  const first = Math.floor(from / SEGMENT_BYTES);
  const last = Math.max(first, Math.ceil(to / SEGMENT_BYTES) - 1);
  const parts: Buffer[] = [];
  for (let segment = first; segment <= last; segment++) {
    const length = Math.min(SEGMENT_BYTES, size - segment * SEGMENT_BYTES);
    const sealed = await read(1 + wrappedLength + segment * (SEGMENT_BYTES + TAG_BYTES), length + TAG_BYTES);
    const plain = openSegment(key, segment, size, sealed, context);
    parts.push(plain.subarray(Math.max(0, from - segment * SEGMENT_BYTES), to - segment * SEGMENT_BYTES));
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function openSegment(key: KeyObject, segment: number, size: number, sealed: Buffer, context: string): Buffer {
  if (sealed.length < TAG_BYTES) throw new StoredObjectDamaged(context);
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(segment));
  decipher.setAAD(sizeBytes(size));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw new StoredObjectDamaged(context);
  }
  return plain;
}

/** An empty body has one, empty, segment: its tag proves that it was empty. */
function segmentsOf(size: number): number {
  return Math.max(1, Math.ceil(size / SEGMENT_BYTES));
}

function nonceOf(segment: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(segment, 8);
  return nonce;
}

function sizeBytes(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(size);
  return bytes;
}
