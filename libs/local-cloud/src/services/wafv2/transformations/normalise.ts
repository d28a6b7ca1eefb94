/*
 * Texts in a simpler form that means the same to what reads them. Texts are byte strings: every character is a byte.
 * Source: AWS WAF Developer Guide, "Using text transformations in AWS WAF".
 */

export function lowercase(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

/** Runs of spaces, line ends, tabs and no-break spaces become one space. */
export function compressWhiteSpace(text: string): string {
  return text.replace(/[ \t\n\v\f\r\xa0]+/g, ' ');
}

export const removeNulls = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);
export const replaceNulls = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', ' ') : text);

/** Comments of C become a space each; one without an end goes to the end. An end without a beginning stays. */
export function replaceComments(text: string): string {
  if (!text.includes('/*')) return text;
  let kept = '';
  for (let at = 0; ;) {
    const begin = text.indexOf('/*', at);
    if (begin < 0) return kept + text.slice(at);
    kept += `${text.slice(at, begin)} `;
    const end = text.indexOf('*/', begin + 2);
    if (end < 0) return kept;
    at = end + 2;
  }
}

/** Undoes what shells overlook: quotes, carets and backslashes go, separators become one space, none before `/` and `(`. */
export function cmdLine(text: string): string {
  const spaced = text.replace(/[\\"'^]/g, '').replace(/[\s,;]+/g, ' ');
  return lowercase(spaced.replace(/ (?=[/(])/g, ''));
}

/** `//`, `/./` and `/x/../` go; `..` at the beginning stays, for there is nothing it leaves. */
export function normalizePath(text: string): string {
  if (!/\/\/|(^|\/)\.{1,2}(\/|$)/.test(text)) return text;
  const absolute = text.startsWith('/');
  const segments: string[] = [];
  const parts = text.split('/');
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(part);
    else if (segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (!absolute) segments.push(part);
  }
  const closed = /^\.{0,2}$/.test(parts.at(-1) ?? '') && segments.length > 0 && segments.at(-1) !== '..';
  return `${absolute ? '/' : ''}${segments.join('/')}${closed ? '/' : ''}`;
}

export const normalizePathWin = (text: string): string => normalizePath(text.replaceAll('\\', '/'));
