import { Readable } from 'node:stream';
import { crc32, createInflate } from 'node:zlib';
import type { DocumentProperties } from '@palisade/shared-types';
import { dimensions } from './dimensions.ts';
import { Refusal } from './finding.ts';
import { pixelBytes } from './png-size.ts';

/** Encoders may end their data carelessly; a bomb is not careless. */
const SLACK_BYTES = 64 * 1024;

/**
 * A PNG whose chunks are whole and undamaged and whose data are as long as its size says (W3C PNG, third edition). They are
 * counted as they are inflated and kept nowhere; what goes on beyond its size is refused there and then.
 */
export async function readPng(bytes: Buffer): Promise<DocumentProperties> {
  const { header, data } = chunks(bytes);
  const size = dimensions(header.readUInt32BE(0), header.readUInt32BE(4));
  const expected = pixelBytes(header);
  const inflated = await inflatedLength(data, expected + SLACK_BYTES);
  if (inflated < expected) throw new Refusal('truncated', 'The image has fewer pixels than its size says.');
  return { format: 'png', ...size };
}

const SIGNATURE_BYTES = 8;

function chunks(bytes: Buffer): { header: Buffer; data: Buffer[] } {
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = SIGNATURE_BYTES; ;) {
    if (at + 12 > bytes.length) throw new Refusal('truncated', 'The image ends before its last chunk.');
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) throw new Refusal('truncated', 'The image ends within a chunk.');
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) {
      throw new Refusal('malformed', 'The image has a damaged chunk.');
    }
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, end);
    if (!header) {
      if (type !== 'IHDR' || content.length !== 13) throw new Refusal('malformed', 'The image has no header.');
      header = content;
    }
    if (type === 'IDAT') data.push(content);
    if (type === 'IEND') return { header, data };
    at = end + 4;
  }
}

async function inflatedLength(data: Buffer[], limit: number): Promise<number> {
  let length = 0;
  const inflate = createInflate();
  Readable.from(data)
    .on('error', (error) => inflate.destroy(error))
    .pipe(inflate);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > limit) {
        throw new Refusal('decompression-bomb', 'The image has far more data than its size takes.');
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const cut = (error as { code?: unknown }).code === 'Z_BUF_ERROR';
    if (cut) throw new Refusal('truncated', 'The image’s data end too early.');
    throw new Refusal('malformed', 'The image’s data cannot be inflated.');
  }
  return length;
}
