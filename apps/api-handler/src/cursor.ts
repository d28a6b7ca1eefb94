import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Position } from './documents.ts';

/** Makes and reads `nextCursor`s. */
export interface Cursors {
  seal(position: Position, binding: readonly string[]): string;
  /** Undefined when the cursor was not made by us, or was made under another binding. */
  open(cursor: string, binding: readonly string[]): Position | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Cursors sealed with AES-256-GCM: nobody can make, change or read one (it may name a document its holder must not see), and
 * the binding (caller, level and query) is authenticated with it, so one caller's cursor is no other's, nor another query's.
 * Nonces are random: by NIST SP 800-38D a key is good for 2^32 of them.
 */
export function cursors(key: Buffer): Cursors {
  return {
    seal({ documentId, sort }, binding) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad(binding));
      const sealed = Buffer.concat([cipher.update(JSON.stringify([documentId, sort])), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(cursor, binding) {
      const bytes = Buffer.from(cursor, 'base64url');
      // Node skips what is not base64url: without this one cursor could be spelt in many ways.
      if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) return undefined;
      const [nonce, sealed, tag] = [
        bytes.subarray(0, NONCE_BYTES),
        bytes.subarray(NONCE_BYTES, -TAG_BYTES),
        bytes.subarray(-TAG_BYTES),
      ];
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(aad(binding)).setAuthTag(tag);
      try {
        const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
        const [documentId, sort] = JSON.parse(text) as [string, string];
        return { documentId, sort };
      } catch {
        return undefined;
      }
    },
  };
}

/** JSON keeps the border between two parts where it is. */
function aad(binding: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['palisade.cursor.1', ...binding]));
}
