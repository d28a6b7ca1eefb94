/** An exact decimal: `coefficient` times ten to the power of `exponent`. The coefficient has no trailing zeros; zero is 0 · 10⁰. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** Significant digits of a DynamoDB number. */
export const MOST_DIGITS = 38;

const syntax = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/** Reads a number as DynamoDB writes or takes it; undefined if the text is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = syntax.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return normalised(sign === '-' ? -digits : digits, Number(exponent) - fraction.length);
}

function normalised(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return { coefficient: 0n, exponent: 0 };
  const text = coefficient.toString();
  let zeros = 0;
  while (text[text.length - 1 - zeros] === '0') zeros++;
  return zeros === 0
    ? { coefficient, exponent }
    : { coefficient: BigInt(text.slice(0, text.length - zeros)), exponent: exponent + zeros };
}

/** Significant digits, without sign. */
export function digitsOf({ coefficient }: Decimal): string {
  const text = coefficient.toString();
  return text.startsWith('-') ? text.slice(1) : text;
}

/** The power of ten of the first digit: 2 for 123.4. */
export const magnitudeOf = (value: Decimal): number => value.exponent + digitsOf(value).length - 1;

/** Plain notation, which is how DynamoDB answers: no exponent, no superfluous zeros. */
export function formatDecimal(value: Decimal): string {
  const { coefficient, exponent } = value;
  const sign = coefficient < 0n ? '-' : '';
  const digits = digitsOf(value);
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  if (digits.length + exponent > 0) return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
  return `${sign}0.${'0'.repeat(-exponent - digits.length)}${digits}`;
}

export function add(one: Decimal, other: Decimal): Decimal {
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = (value: Decimal): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return normalised(scaled(one) + scaled(other), exponent);
}

export const negate = ({ coefficient, exponent }: Decimal): Decimal => ({ coefficient: -coefficient, exponent });

/**
 * A text that sorts, code unit by code unit, as the numbers do. Zero is `1`; positive ones begin with 2, then the magnitude, then the
 * digits; negative ones begin with 0, and all that follows is complemented.
 */
export function sortableDecimal(value: Decimal): string {
  const { coefficient } = value;
  if (coefficient === 0n) return '1';
  const magnitude = magnitudeOf(value) + 500;
  const digits = digitsOf(value);
  if (coefficient > 0n) return `2${String(magnitude).padStart(3, '0')}${digits}`;
  let complement = '';
  for (const digit of digits) complement += String(9 - Number(digit));
  return `0${String(999 - magnitude).padStart(3, '0')}${complement}~`;
}
