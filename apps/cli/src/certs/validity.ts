import type { Validity } from '@palisade/local-cloud';
import { CliError } from '../errors.ts';

/** How a command says for how long a certificate holds. */
export interface ValidityOptions {
  readonly days?: string;
  /** ISO 8601. */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

const DAY = 86_400_000;
/** Clocks of clients and servers differ a little. */
const LEEWAY = 5 * 60_000;
const MOST_DAYS = 3650;

/** @param now milliseconds since the epoch */
export function validityOf(options: ValidityOptions, defaultDays: number, now: number): Validity {
  const days = Number(options.days ?? defaultDays);
  if (!Number.isSafeInteger(days) || days < 1 || days > MOST_DAYS) {
    throw new CliError(`--days must be 1 to ${MOST_DAYS}, not '${options.days}'.`);
  }
  const notBefore = moment('--not-before', options.notBefore) ?? now - LEEWAY;
  const notAfter = moment('--not-after', options.notAfter) ?? Math.max(notBefore, now) + days * DAY;
  if (notAfter <= notBefore)
    throw new CliError('The certificate would end before it begins: see --not-before and --not-after.');
  return { notBefore, notAfter };
}

function moment(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) {
    throw new CliError(`${option} must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z, not '${value}'.`);
  }
  return time;
}
