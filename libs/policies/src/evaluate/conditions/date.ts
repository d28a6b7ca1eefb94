import type { ConditionValue } from '../../statement.ts';
import { parsedMatcher, type Operator } from './matcher.ts';

/**
 * Date condition operators, on ISO 8601 (W3C profile) or epoch seconds on either side.
 * Source: IAM User Guide, "Date condition operators".
 */
export const dateOperators = {
  DateEquals: date(false, (request, policy) => request === policy),
  DateNotEquals: date(true, (request, policy) => request === policy),
  DateLessThan: date(false, (request, policy) => request < policy),
  DateLessThanEquals: date(false, (request, policy) => request <= policy),
  DateGreaterThan: date(false, (request, policy) => request > policy),
  DateGreaterThanEquals: date(false, (request, policy) => request >= policy),
} satisfies Record<string, Operator>;

function date(negated: boolean, fits: (request: number, policy: number) => boolean): Operator {
  return {
    negated,
    compile: (values, options) =>
      parsedMatcher(values, options, 'a date (ISO 8601 or epoch seconds)', parseDate, parseDate, fits),
  };
}

const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** Milliseconds since 1970. Four digits are a year, any other whole number epoch seconds. */
export function parseDate(value: ConditionValue): number | undefined {
  if (typeof value === 'number') return value * 1000;
  const text = String(value);
  if (/^-?\d+(\.\d+)?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    parts;
  if (Number(day) > daysIn(Number(year), Number(month))) return undefined;
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(millis) ? undefined : millis + Number(fraction) * 1000;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
