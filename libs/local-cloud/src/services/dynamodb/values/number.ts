import { ValidationException } from '../errors.ts';
import {
  add,
  digitsOf,
  formatDecimal,
  magnitudeOf,
  MOST_DIGITS,
  negate,
  parseDecimal,
  sortableDecimal,
  type Decimal,
} from './decimal.ts';

/*
 * DynamoDB's numbers: up to 38 significant digits, magnitudes of 1E-130 to 9.99…E+125. They are kept as texts in one normal form, so
 * that equal numbers are equal texts. Source: DynamoDB Developer Guide, "Supported data types and naming rules", Number.
 */

const LONGEST = 500;
const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/;

/** The normal form of a number that a request sends. Throws ValidationException. */
export function normaliseNumber(text: string): string {
  if (plainInteger.test(text)) return text;
  // Nobody writes a number like that, and to read it takes long.
  if (text.length > LONGEST) throw tooManyDigits();
  const value = parseDecimal(text);
  if (value === undefined) {
    throw new ValidationException(
      text === ''
        ? 'The parameter cannot be converted to a numeric value'
        : `The parameter cannot be converted to a numeric value: ${text}`,
    );
  }
  return formatDecimal(checked(value));
}

export const addNumbers = (one: string, other: string): string => formatDecimal(checked(add(read(one), read(other))));

export const subtractNumbers = (one: string, other: string): string =>
  formatDecimal(checked(add(read(one), negate(read(other)))));

/** Sorts as the numbers do. */
export const sortableNumber = (normalised: string): string => sortableDecimal(read(normalised));

/** Bytes a number counts: one for each two significant digits, one more, and one for a minus sign. */
export function sizeOfNumber(normalised: string): number {
  const digits = digitsOf(read(normalised)).length;
  return Math.ceil(digits / 2) + 1 + (normalised.startsWith('-') ? 1 : 0);
}

function read(normalised: string): Decimal {
  const value = parseDecimal(normalised);
  if (value === undefined) throw new Error('A stored number is none.');
  return value;
}

function checked(value: Decimal): Decimal {
  if (value.coefficient === 0n) return value;
  const magnitude = magnitudeOf(value);
  if (magnitude > 125) {
    throw new ValidationException(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  }
  if (magnitude < -130) {
    throw new ValidationException(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  }
  if (digitsOf(value).length > MOST_DIGITS) {
    throw tooManyDigits();
  }
  return value;
}

const tooManyDigits = (): ValidationException =>
  new ValidationException('Attempting to store more than 38 significant digits in a Number');
