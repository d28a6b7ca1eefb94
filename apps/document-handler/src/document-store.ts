import type { Document } from './document.ts';

/** The port to storage: creates objects, never replaces or reads one. */
export interface DocumentStore {
  readonly bucket: string;
  /** Creates the object unless the key is taken. Throws an `HttpProblem` (502 or 503) when storage fails. */
  create(key: string, document: Document, limits: { remainingMillis: number }): Promise<Created | AlreadyExists>;
}

export interface Created {
  outcome: 'created';
  versionId: string | null;
}

export interface AlreadyExists {
  outcome: 'exists';
}

/** Every object is written with this server-side encryption, asked for by name and not left to the bucket's default. */
export const ENCRYPTION = 'AES256';
