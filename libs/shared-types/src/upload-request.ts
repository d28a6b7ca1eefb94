import { check, type Result } from './check.ts';
import { documentRequestModel } from './document.ts';
import type { ProcessedDocument } from './processed-document.ts';
import type { Model, TypeOf } from './schema.ts';

const { fileName, contentType, metadata } = documentRequestModel.properties;

/** The body of `POST /documents/uploads`, once: the API Gateway request model, {@link UploadRequest} its type. */
export const uploadRequestModel = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'UploadRequest',
  type: 'object',
  properties: {
    fileName,
    contentType,
    /** 5 GiB is what S3 takes in one PUT; the handler's own limit is lower. */
    size: { type: 'integer', minimum: 1, maximum: 5_368_709_120 },
    sha256: {
      type: 'string',
      description: 'must be the SHA-256 of the bytes in 64 lower-case hex digits',
      pattern: '^[0-9a-f]{64}$',
    },
    metadata,
  },
  required: ['fileName', 'contentType', 'size', 'sha256'],
  additionalProperties: false,
} as const satisfies Model;

/** A document to upload: its exact size in bytes and SHA-256 bind the upload to these very bytes. */
export type UploadRequest = TypeOf<typeof uploadRequestModel>;

/** The request in `value` (parsed JSON), or every field that is wrong. */
export function parseUploadRequest(value: unknown): Result<UploadRequest> {
  return check(uploadRequestModel, value);
}

/** How the bytes get to S3: this request, with exactly these headers, before `expiresAt`. */
export interface Upload {
  method: 'PUT';
  url: string;
  headers: Record<string, string>;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/** What `POST /documents/uploads` answers; without `upload` when a retry finds the bytes there already. */
export type UploadReceipt = ProcessedDocument & { upload?: Upload };
