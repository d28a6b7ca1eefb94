import { isIssued } from './issuers.ts';

/**
 * Whether there is a card number in `text`: 13 to 19 digits, of a known issuer, with a right check digit; together or in groups with
 * spaces or dashes between them (also with dots and the like, in groups as printed on cards), and with anything before and after.
 *
 * Not taken for one: UUIDs and other ids in hex, in which digits stand together by chance, and phone numbers of 13 digits behind a
 * `+`. Of 16 digits at random 1 in 28 is a card number; those cannot be told apart.
 */
export function hasCardNumber(text: string): boolean {
  const ascii = asciiDigits(text).replace(GAP, ' ');
  if (!/(\d\D{0,9}){13}/.test(ascii)) return false;
  const plain = ascii.replace(UUID, '#').replace(HEX_ID, '#');
  return [...plain.matchAll(RUN)].some(({ 0: run, index }) => hasCard(run, plain[index - 1] === '+'));
}

const UUID =
  /(?<![0-9a-z])(?=[0-9-]{0,35}[a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi;
/** Ids of traces, spans and MongoDB, digests: 16 hex digits with two letters, 24, 32, 40, 64, 96 or 128 with one. */
const HEX_ID =
  /(?<![0-9a-z])(?=\d{0,127}[a-f])(?:(?=\d{0,15}[a-f]\d{0,14}[a-f])[0-9a-f]{16}|[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})(?![0-9a-z])/gi;

/** However wide, or of however much that cannot be seen, it stands between groups as one space does. */
const GAP = /[\p{Z}\p{C}\p{M}]{2,}/gu;

/** Groups of digits with up to four separators between them: spaces, what cannot be seen, dashes; dots and the like. */
const RUN = /\d+(?:[\p{Z}\p{C}\p{M}\p{Pd}\u2212._/,]{1,4}\d+)*/gu;

/** Whether some groups that follow each other make a card number. */
function hasCard(run: string, afterPlus: boolean): boolean {
  const groups = run.match(/\d+/g) ?? [];
  const separators = run.split(/\d+/).slice(1, -1);
  return groups.some((_, first) => {
    let number = '';
    let printed = false;
    for (let last = first; last < groups.length; last++) {
      number += groups[last];
      if (number.length > 19) return false;
      if (last > first) printed ||= /[._/,]/.test(separators[last - 1] ?? '');
      if (printed && !areAsPrinted(groups.slice(first, last + 1))) continue;
      if (afterPlus && first === 0 && number.length === 13) continue;
      if (isCardNumber(number)) return true;
    }
    return false;
  });
}

/** 4-4-4-4, 4-6-5, 4-4-4-4-3 and so on; unlike addresses, dates and version numbers. */
function areAsPrinted(groups: readonly string[]): boolean {
  return (
    groups.length >= 3 && groups.every(({ length }, at) => length <= 6 && (length >= 4 || at === groups.length - 1))
  );
}

function isCardNumber(digits: string): boolean {
  return digits.length >= 13 && isIssued(digits) && luhn(digits);
}

/** @see ISO/IEC 7812-1, annex B */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Digits of every script as ASCII ones: Unicode has them in tens, from zero to nine, and some tens adjoin. */
function asciiDigits(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
    return String((code - first) % 10);
  });
}
