/*
 * Decoders of escape sequences. Texts are byte strings: every character is a byte.
 * Source: AWS WAF Developer Guide, "Using text transformations in AWS WAF"; where it does not say, as ModSecurity's function of that
 * name works, which AWS's list follows.
 */

const byte = (code: number): string => String.fromCharCode(code & 255);

/** Code of a `uHHHH` escape: the low byte, and full-width ASCII made plain. */
function wide(hex: string): string {
  const code = parseInt(hex, 16);
  return byte(code >= 0xff01 && code <= 0xff5e ? (code & 255) + 0x20 : code);
}

/** `%41`, and `+` for a space. What is no code stays as it is. */
export function urlDecode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text.replace(/\+|%([0-9A-Fa-f]{2})/g, (_all, hex?: string) =>
    hex === undefined ? ' ' : byte(parseInt(hex, 16)),
  );
}

/** The same, and Microsoft's `%u0041`. */
export function urlDecodeUni(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text.replace(/\+|%[uU]([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})/g, (_all, unicode?: string, hex?: string) => {
    if (unicode !== undefined) return wide(unicode);
    return hex === undefined ? ' ' : byte(parseInt(hex, 16));
  });
}

const entities: Readonly<Record<string, string>> = { amp: '&', gt: '>', lt: '<', nbsp: '\xa0', quot: '"' };

/** `&lt;`, `&#60;`, `&#x3c;`, with or without the semicolon. A code beyond a byte becomes its UTF-8 bytes. */
export function htmlEntityDecode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#[xX]([0-9A-Fa-f]{1,8})|#([0-9]{1,10})|(amp|gt|lt|nbsp|quot));?/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? all;
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      if (code < 256) return byte(code);
      return code > 0x10ffff ? all : Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1');
    },
  );
}

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** JavaScript: `\u003c`, `\x3c`, `\74`, `\n`; the backslash before anything else goes. */
export function jsDecode(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-3][0-7]{0,2}|[4-7][0-7]?)|([^]))/g,
    (_all, unicode?: string, hex?: string, octal?: string, other = '') => {
      if (unicode !== undefined) return wide(unicode);
      if (hex !== undefined) return byte(parseInt(hex, 16));
      return octal === undefined ? (controls[other] ?? other) : byte(parseInt(octal, 8));
    },
  );
}

/** ANSI C: `\n`, `\\`, `\'`, `\x3c`, `\074`. What is no escape stays as it is. */
export function escapeSeqDecode(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([0-9A-Fa-f]{2})|([0-7]{1,3})|([abfnrtv\\?'"]))/g,
    (_all, hex?: string, octal?: string, other = '') => {
      if (hex !== undefined) return byte(parseInt(hex, 16));
      return octal === undefined ? (controls[other] ?? other) : byte(parseInt(octal, 8));
    },
  );
}

/** CSS 2: `\3c`, of which the last two digits count; one space after them belongs to them. `ja\vascript` loses its backslash. */
export function cssDecode(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:([0-9A-Fa-f]{1,6})[ \t\n\r\f]?|\n|([^]))/g, (_all, hex?: string, other = '') => {
    if (hex === undefined) return other;
    return /^0{0,2}ff[0-5][0-9a-f]$/i.test(hex) ? wide(hex.slice(-4)) : byte(parseInt(hex.slice(-2), 16));
  });
}

/** `0x414243` as MySQL reads it. */
export function sqlHexDecode(text: string): string {
  if (!/0x/i.test(text)) return text;
  return text.replace(/0x((?:[0-9A-Fa-f]{2})+)/gi, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
}
