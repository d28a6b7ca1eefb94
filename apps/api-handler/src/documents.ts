import type { DocumentRecord, DocumentStatus, DocumentSummary } from '@palisade/shared-types';

/** Which documents a list is of. */
export type ListScope = { status: DocumentStatus } | { ownerId: string; status?: DocumentStatus };

/** A place in a list: the document it was at, and that document's value of the list's sort key. */
export interface Position {
  documentId: string;
  sort: string;
}

export interface Limits {
  remainingMillis: number;
}

/** The port to the documents table. Every method throws an `HttpProblem` (502 or 503) when the table fails. */
export interface Documents {
  /** Puts a new entry, unless there is one of that id: then it is given back and nothing is changed. */
  create(record: DocumentRecord, limits: Limits): Promise<DocumentRecord | 'created'>;
  /** As it is now: a consistent read. */
  get(documentId: string, limits: Limits): Promise<DocumentRecord | undefined>;
  /** `pending-upload` → `received`; `moved-on` when the processor was faster. */
  markReceived(record: DocumentRecord, at: string, limits: Limits): Promise<DocumentRecord | 'moved-on'>;
  /** → `deleted`, if the entry still has the version of `record`. */
  markDeleted(
    record: DocumentRecord,
    by: { clientId: string; at: string },
    limits: Limits,
  ): Promise<'deleted' | 'changed'>;
  /** Newest first; at most `count`, fewer or none even when more follow: only an undefined `next` is the end. */
  list(
    scope: ListScope,
    page: { count: number; after: Position | undefined },
    limits: Limits,
  ): Promise<{ documents: DocumentSummary[]; next: Position | undefined }>;
}
