import { check, type Result } from './check.ts';
import type { Model, TypeOf } from './schema.ts';

/**
 * The body of `POST /documents`, once: the API Gateway request model. {@link DocumentRequest} is its type and
 * {@link parseDocumentRequest} its runtime check.
 */
export const documentRequestModel = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'DocumentRequest',
  type: 'object',
  properties: {
    fileName: {
      type: 'string',
      description: 'must be a file name: no path, no control characters, not "." or ".."',
      minLength: 1,
      maxLength: 255,
      pattern: '^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f/\\\\]+$',
    },
    contentType: {
      type: 'string',
      description: 'must be a media type such as text/plain or text/csv; charset=utf-8',
      maxLength: 255,
      pattern:
        '^[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}' +
        '( ?; ?[A-Za-z0-9!#$&^_.+-]+=([A-Za-z0-9!#$&^_.+:/-]+|"[ !#-\\[\\]-~]*"))*$',
    },
    content: { type: 'string', minLength: 1 },
    encoding: { type: 'string', enum: ['utf8', 'base64'] },
    metadata: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['fileName', 'contentType', 'content'],
  additionalProperties: false,
} as const satisfies Model;

/**
 * A document to store. `content` is text, or base64 (RFC 4648 section 4, padded) when `encoding` is `base64`; `encoding`
 * defaults to `utf8`. `metadata` becomes S3 user metadata.
 */
export type DocumentRequest = TypeOf<typeof documentRequestModel>;

/** The request in `value` (parsed JSON), or every field that is wrong. */
export function parseDocumentRequest(value: unknown): Result<DocumentRequest> {
  return check(documentRequestModel, value);
}

/** What `POST /documents` answers: 201 for a new document, 200 when a retry finds it stored already. */
export interface DocumentReceipt {
  /** UUID. The same for every retry under one `Idempotency-Key`. */
  documentId: string;
  bucket: string;
  key: string;
  /** S3's version id; null when an earlier attempt stored the object (S3 does not tell a later writer). */
  versionId: string | null;
  /** Bytes stored, after decoding. */
  size: number;
  /** SHA-256 of the stored bytes, lower-case hex. */
  sha256: string;
  /** Server-side encryption as S3 names it, e.g. `AES256`. */
  encryption: string;
  /** ISO 8601, UTC, when S3 acknowledged the write; null when an earlier attempt stored the object. */
  storedAt: string | null;
}
