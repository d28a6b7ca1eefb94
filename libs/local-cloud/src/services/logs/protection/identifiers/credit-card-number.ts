import type { Detector, Span } from '../detector.ts';
import { keywords, withKeyword } from '../keywords.ts';
import { passesLuhn } from './luhn.ts';
import { testNumbers } from './test-numbers.ts';

const FEWEST = 13;
const MOST = 19;

/**
 * Enough digits with at most one space or hyphen between two of them; no letter or digit touches them. The first digit comes first: engines are
 * quick to find one.
 */
const RUN = /\d(?<![A-Za-z\d]\d)(?:[ -]?\d){12,}(?![A-Za-z\d])/g;

/**
 * Where the numbers of these issuers begin: Visa and Electron, Mastercard, American Express, Diner's Club, Discover, JCB, UnionPay, Dankort.
 * Source: ISO/IEC 7812, the issuers' published ranges.
 */
const PREFIX =
  /^(?:4|5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[47]|30[0-5]|309|3[689]|6011|64[4-9]|65|35(?:2[89]|[3-8])|62|5019)/;

const words = keywords(
  ...['account number', 'american express', 'amex', 'bank card', 'card', 'card number', 'card num', 'cc #', 'ccn'],
  ...['check card', 'credit', 'credit card#', 'dankort', 'debit', 'debit card', 'diners club', 'discover', 'electron'],
  ...['japanese card bureau', 'jcb', 'mastercard', 'mc', 'pan', 'payment account number', 'payment card number', 'pcn'],
  ...['union pay', 'visa'],
);

/** Source: CloudWatch Logs User Guide, "Financial information". */
export const creditCardNumber: Detector = {
  name: 'CreditCardNumber',
  find(text) {
    const numbers: Span[] = [];
    for (const { 0: run, index } of text.matchAll(RUN)) {
      for (const { start, end } of numbersIn(run)) numbers.push({ start: index + start, end: index + end });
    }
    return withKeyword(text, numbers, words);
  },
};

interface Group extends Span {
  readonly digits: string;
}

/** A number begins and ends where a group of digits does: part of a longer one is none. Numbers that overlap are masked together. */
function numbersIn(run: string): readonly Span[] {
  const groups = [...run.matchAll(/\d+/g)].map(({ 0: digits, index: start }) => ({
    digits,
    start,
    end: start + digits.length,
  }));
  const found: Span[] = [];
  for (const [at, { start }] of groups.entries()) {
    const end = endOfLongest(groups, at);
    if (end === undefined) continue;
    const last = found[found.length - 1];
    if (last === undefined || last.end <= start) found.push({ start, end });
    else found[found.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return found;
}

/** Where the longest number ends that begins with that group. */
function endOfLongest(groups: readonly Group[], first: number): number | undefined {
  let digits = '';
  let longest: number | undefined;
  for (let at = first; at < groups.length; at++) {
    const group = groups[at] as Group;
    digits += group.digits;
    if (digits.length > MOST) break;
    if (isCardNumber(digits)) longest = group.end;
  }
  return longest;
}

function isCardNumber(digits: string): boolean {
  return digits.length >= FEWEST && PREFIX.test(digits) && passesLuhn(digits) && !testNumbers.has(digits);
}
