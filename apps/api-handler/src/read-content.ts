import { createHash } from 'node:crypto';
import { HttpProblem, payloadTooLarge } from '@palisade/lambda-kit';
import type { DocumentRequest } from '@palisade/shared-types';

/** The bytes in a request. Refuses what the request model cannot express: 413 when too large, else 400 naming the field. */
export function readContent(
  { content, encoding = 'utf8' }: DocumentRequest,
  maxBytes: number,
): { bytes: Buffer; sha256: string } {
  const size = Buffer.byteLength(content, encoding);
  if (size > maxBytes) throw tooLarge('content', size, maxBytes);
  const bytes = encoding === 'base64' ? fromBase64(content) : fromText(content);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** 413, saying what is possible. */
export function tooLarge(field: 'content' | 'size', size: number, maxBytes: number): HttpProblem {
  const more = field === 'content' ? '; larger documents go through POST /documents/uploads' : '';
  const message = `must be at most ${maxBytes} bytes; this is ${size}${more}`;
  return new HttpProblem(payloadTooLarge, { detail: `${field} ${message}`, errors: [{ field, message }] });
}

/** Node skips what is not base64; a document must not lose bytes silently, so the bytes have to give the text back. */
function fromBase64(content: string): Buffer {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.toString('base64') === content) return bytes;
  throw HttpProblem.field('content', 'must be base64 (RFC 4648 section 4, with padding, without line breaks)');
}

function fromText(content: string): Buffer {
  if (content.isWellFormed()) return Buffer.from(content, 'utf8');
  throw HttpProblem.field('content', 'must be well-formed Unicode: it has half a surrogate pair');
}
