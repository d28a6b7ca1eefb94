import type { DocumentRecord } from '@palisade/shared-types';
import type { Finding } from './examine/finding.ts';

export interface Limits {
  remainingMillis: number;
}

/** The port to the documents table. Every method throws an `EventProblem` when the table fails. */
export interface Documents {
  /** As it is now: a consistent read. */
  get(documentId: string, limits: Limits): Promise<DocumentRecord | undefined>;
  /** → `processing`, if the entry still has the version of `record`. */
  claim(record: DocumentRecord, at: string, limits: Limits): Promise<DocumentRecord | 'changed'>;
  /** → `processed` or `failed`, with what was found in the bytes of `eTag`, if the entry still has the version of `record`. */
  finish(
    record: DocumentRecord,
    found: { finding: Finding; eTag: string; at: string },
    limits: Limits,
  ): Promise<'finished' | 'changed'>;
}
