import { NumberText, paymentRequestModel } from '@palisade/shared-types';

/** An amount of money, exact: never a binary float, from the caller's text to the table. */
export interface Amount {
  /** In minor units of the currency: cents. */
  minor: bigint;
  /** With exactly the fraction digits of the currency: `99.90`, `100`. */
  text: string;
}

/** Twelve digits of minor units: as much as an amount has in card networks' messages (ISO 8583, field 4), and exact everywhere. */
export const MAX_MINOR = 999_999_999_999n;

const { pattern, description } = paymentRequestModel.properties.amount;
const WRITTEN = new RegExp(pattern);

/**
 * Reads an amount as it was written, in a JSON number or a string alike; or says what is wrong with it. Refused are zero, a sign,
 * an exponent (`1e2` is 100, but who writes money so has a float behind it), and more fraction digits than the currency has, even
 * if they are zeros.
 */
export function readAmount(
  written: NumberText | string,
  { currency, fractionDigits }: { currency: string; fractionDigits: number },
): Amount | string {
  const source = written instanceof NumberText ? written.text : written;
  if (!WRITTEN.test(source)) return description;
  const [whole = '', fraction = ''] = source.split('.');
  if (fraction.length > fractionDigits) {
    return fractionDigits === 0
      ? `must be a whole number in ${currency}`
      : `must have at most ${fractionDigits} digits behind the point in ${currency}`;
  }
  const minor = BigInt(whole + fraction.padEnd(fractionDigits, '0'));
  if (minor === 0n) return 'must be more than 0';
  if (minor > MAX_MINOR) return `must be at most ${decimal(MAX_MINOR, fractionDigits)} in ${currency}`;
  return { minor, text: decimal(minor, fractionDigits) };
}

/** Minor units as a decimal: 9990 with two digits is `99.90`. */
function decimal(minor: bigint, fractionDigits: number): string {
  const digits = minor.toString().padStart(fractionDigits + 1, '0');
  const point = digits.length - fractionDigits;
  return fractionDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
