import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Refusal } from './finding.ts';

/** Text without its byte order mark, and how it was encoded, in the names of the WHATWG Encoding Standard (and `ascii`). */
export interface Text {
  text: string;
  encoding: string;
}

/** Control characters that are in no text file but in most binary ones; tab, line feeds and escape are not among them. */

const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;

/**
 * The text in `bytes`, undefined when they are none. A byte order mark decides, then the declared charset; without either it
 * is UTF-8 (of which ASCII is a part) or refused: guessing an encoding would turn a wrong guess into wrong data.
 */
export function decodeText(bytes: Buffer, charset: string | undefined): Text | undefined {
  if (bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return undefined;
  const encoding = byteOrderMark(bytes) ?? charset ?? (isUtf8(bytes) ? 'utf-8' : undefined);
  if (encoding === undefined) {
    if (bytes.includes(0)) return undefined;
    throw new Refusal('unknown-encoding', 'The text is not UTF-8, and no charset was declared.');
  }
  const text = decode(bytes, encoding);
  if (BINARY.test(text)) return undefined;
  const ascii = encoding === 'utf-8' && isAscii(bytes);
  return { text, encoding: ascii ? 'ascii' : new TextDecoder(encoding).encoding };
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decode(bytes: Buffer, encoding: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Refusal('unknown-encoding', 'The declared charset is not known.');
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal('malformed', `The text has bytes that are not ${decoder.encoding}.`);
  }
}
