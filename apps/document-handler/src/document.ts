import { createHash } from 'node:crypto';
import { HttpProblem, payloadTooLarge } from '@palisade/lambda-kit';
import type { DocumentRequest } from '@palisade/shared-types';
import { userMetadata } from './user-metadata.ts';

/** A document as it is stored. */
export interface Document {
  fileName: string;
  contentType: string;
  bytes: Buffer;
  /** Lower-case hex. */
  sha256: string;
  /** S3 user metadata, the file name among it. */
  metadata: Record<string, string>;
}

/** The document in a request. Refuses what the request model cannot express: 413 when too large, else 400 naming the field. */
export function readDocument(request: DocumentRequest, maxBytes: number): Document {
  const { fileName, contentType, content, encoding = 'utf8' } = request;
  const size = Buffer.byteLength(content, encoding);
  if (size > maxBytes) throw tooLarge(size, maxBytes);
  const bytes = encoding === 'base64' ? fromBase64(content) : fromText(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName, contentType, bytes, sha256, metadata: userMetadata(fileName, request.metadata) };
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

function tooLarge(size: number, maxBytes: number): HttpProblem {
  const message = `must be at most ${maxBytes} bytes after decoding; this is ${size}`;
  return new HttpProblem(payloadTooLarge, { detail: `content ${message}`, errors: [{ field: 'content', message }] });
}
