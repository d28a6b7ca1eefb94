import type { Cursors } from './cursor.ts';
import type { Documents } from './documents.ts';
import type { Objects } from './objects.ts';

/** What the operations reach the world through. */
export interface Ports {
  documents: Documents;
  objects: Objects;
  cursors: Cursors;
  now(): Date;
  randomId(): string;
  limits: { maxDocumentBytes: number; maxUploadBytes: number; presignedSeconds: number };
}
