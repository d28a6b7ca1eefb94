/** Where a document stands, in the order it goes through; `failed`, `processed` and `deleted` end it. */
export const documentStatuses = [
  /** Announced; its bytes are on their way to S3. */
  'pending-upload',
  /** Its bytes are in S3. */
  'received',
  /** The processor has begun. */
  'processing',
  /** Found to be what it was said to be; `properties` says what is in it. */
  'processed',
  /** Not what it was said to be, or unreadable; `failure` says why. */
  'failed',
  /** Its bytes are gone; the entry stays for audit. */
  'deleted',
] as const;

export type DocumentStatus = (typeof documentStatuses)[number];

/** What the processor found in a document. */
export type DocumentProperties =
  | { format: 'pdf'; pages: number }
  | { format: 'png' | 'jpeg'; width: number; height: number }
  | {
      format: 'json';
      encoding: string;
      topLevel: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
      count: number;
    }
  | { format: 'csv'; encoding: string; rows: number; columns: number }
  | { format: 'text'; encoding: string; lines: number };

/** Why a document failed: `code` is stable and one word to count by, `message` is for its owner and quotes no content. */
export type DocumentFailure = { code: string; message: string };

/** A document as `GET /documents/{id}` answers it. Its ETag is its version in quotes. */
export interface ProcessedDocument {
  documentId: string;
  ownerId: string;
  status: DocumentStatus;
  /** 1 when new, one more with every change. */
  version: number;
  fileName: string;
  /** As its owner declared it. */
  contentType: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the bytes, lower-case hex; S3 refused any others. */
  sha256: string;
  metadata: Record<string, string>;
  /** ISO 8601, UTC, milliseconds. */
  createdAt: string;
  updatedAt: string;
  /** When it is `processed`. */
  properties?: DocumentProperties;
  /** When it is `failed`. */
  failure?: DocumentFailure;
}

/** A document in the list: what the table's indexes carry. */
export type DocumentSummary = Pick<ProcessedDocument, (typeof summaryAttributes)[number]>;

/** The attributes both indexes must project (all or `INCLUDE` these). */
export const summaryAttributes = [
  'documentId',
  'ownerId',
  'status',
  'version',
  'fileName',
  'contentType',
  'size',
  'createdAt',
  'updatedAt',
] as const satisfies (keyof ProcessedDocument)[];

/** A page of `GET /documents`. */
export interface DocumentPage {
  documents: DocumentSummary[];
  /** Gives the next page, to the same caller and for the same query; absent on the last page. */
  nextCursor?: string;
}

/** What `GET /documents/{id}/content` answers: the bytes in base64 when they fit a Lambda answer, else where to get them. */
export type DocumentContent = Pick<ProcessedDocument, 'documentId' | 'fileName' | 'contentType' | 'size' | 'sha256'> &
  ({ encoding: 'base64'; content: string } | { download: Download });

/** How bytes get from S3: this request, before `expiresAt`. */
export interface Download {
  method: 'GET';
  url: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/** What the notifier publishes: that a document's status changed, and nothing of the document itself. */
export interface StatusChange {
  /** The same for every delivery of the same change: receivers drop what they have seen. */
  changeId: string;
  documentId: string;
  ownerId: string;
  status: Extract<DocumentStatus, 'processed' | 'failed' | 'deleted'>;
  previousStatus: DocumentStatus | null;
  version: number;
  changedAt: string;
  /** Of a failure, its code. */
  failure?: string;
}
