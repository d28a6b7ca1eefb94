/** Percent-encoding as SigV4 defines it: everything but the unreserved characters A-Z a-z 0-9 - . _ ~ is encoded. */

const unreserved = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~')
  unreserved[character.charCodeAt(0)] = 1;

const PERCENT = 0x25;
const SLASH = 0x2f;

export function encodeUri(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Decodes percent-encoded UTF-8; undefined if it is none. */
export function decodeUri(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * `raw` with exactly the characters encoded that SigV4 encodes. Nearly every client sends that already, so it is checked
 * first. What is no valid encoding stays as it is: it can match no signature but its own.
 */
export function normaliseUri(raw: string, keepSlash: boolean): string {
  if (isNormal(raw, keepSlash)) return raw;
  const decoded = decodeUri(raw);
  if (decoded === undefined) return raw;
  if (!keepSlash) return encodeUri(decoded);
  // An encoded slash inside a segment is another path than a plain one, so segments are treated one by one.
  return raw
    .split('/')
    .map((segment) => encodeUri(decodeUri(segment) ?? segment))
    .join('/');
}

function isNormal(raw: string, keepSlash: boolean): boolean {
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code < 128 && unreserved[code] === 1) continue;
    if (code === SLASH && keepSlash) continue;
    if (code !== PERCENT) return false;
    const value = hexValue(raw.charCodeAt(i + 1)) * 16 + hexValue(raw.charCodeAt(i + 2));
    if (!(value >= 0) || (value < 128 && unreserved[value] === 1)) return false;
    i += 2;
  }
  return true;
}

/** Value of an upper-case hex digit, NaN for anything else. */
function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x41 && code <= 0x46 ? code - 0x37 : NaN;
}

/** Decoded parameters of a raw query string, in order; the first of a repeated name wins. `+` is a space. */
export function parseQuery(raw: string): Map<string, string> {
  const parameters = new Map<string, string>();
  if (raw === '') return parameters;
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeFormText(equals === -1 ? pair : pair.slice(0, equals));
    if (!parameters.has(name)) parameters.set(name, equals === -1 ? '' : decodeFormText(pair.slice(equals + 1)));
  }
  return parameters;
}

export function decodeFormText(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return decodeUri(spaced) ?? spaced;
}
