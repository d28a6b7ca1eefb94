import { createHash } from 'node:crypto';

/*
 * Encodings of a whole text. Texts are byte strings: every character is a byte.
 * Source: AWS WAF Developer Guide, "Using text transformations in AWS WAF".
 */

/** As far as it is Base64; what comes after the first other character is dropped. */
export function base64Decode(text: string): string {
  const encoded = /^[A-Za-z0-9+/]*/.exec(text)?.[0] ?? '';
  return Buffer.from(encoded, 'base64').toString('latin1');
}

/** Passes over characters that are not Base64. */
export function base64DecodeExt(text: string): string {
  return Buffer.from(text.replace(/[^A-Za-z0-9+/]+/g, ''), 'base64').toString('latin1');
}

/** A text that is not hexadecimal all through stays as it is. */
export function hexDecode(text: string): string {
  return text.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(text) ? Buffer.from(text, 'hex').toString('latin1') : text;
}

/** The hash itself: 16 bytes. */
export function md5(text: string): string {
  return createHash('md5').update(text, 'latin1').digest().toString('latin1');
}

/** Every character beyond ASCII as `%uHHHH`; bytes that are no UTF-8 stay. */
export function utf8ToUnicode(text: string): string {
  return text.replace(/[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g, (bytes) => {
    const character = Buffer.from(bytes, 'latin1').toString('utf8');
    if (character.includes('\ufffd')) return bytes;
    return `%u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}
