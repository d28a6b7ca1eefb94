import type { DocumentFailure, DocumentProperties } from '@palisade/shared-types';

/** What an examination comes to. */
export type Finding = { ok: true; properties: DocumentProperties } | { ok: false; failure: DocumentFailure };

/** Everything a document can be refused for. */
export type RefusalCode =
  | 'content-mismatch'
  | 'decompression-bomb'
  | 'empty'
  | 'encrypted'
  | 'malformed'
  | 'too-complex'
  | 'too-large'
  | 'too-many-pixels'
  | 'truncated'
  | 'type-mismatch'
  | 'unknown-encoding'
  | 'unsupported-type';

/** Ends an examination: the document is not what it should be. The message is for its owner and never quotes its content. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A refusal as a finding. */
export function refused(code: RefusalCode, message: string): Finding {
  return { ok: false, failure: { code, message } };
}
