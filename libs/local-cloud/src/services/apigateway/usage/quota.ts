/** How many requests a key may make in a period. */
export interface Quota {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Days the period begins after midnight, Sunday or the first of the month. */
  readonly offset: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** Days since the epoch, in UTC. `now` in milliseconds. */
export function dayOf(now: number): number {
  return Math.floor(now / DAY);
}

/**
 * First day of the period that a day is in. A week begins on Sunday, a month on its first day, `offset` days later if it says so.
 * Source: CloudFormation User Guide, AWS::ApiGateway::UsagePlan QuotaSettings.
 */
export function periodStart(day: number, { period, offset }: Pick<Quota, 'period' | 'offset'>): number {
  if (period === 'DAY') return day;
  if (period === 'WEEK') {
    // The epoch was a Thursday.
    const weekday = (day + 4) % 7;
    return day - ((weekday - offset + 7) % 7);
  }
  const date = new Date(day * DAY);
  const month = date.getUTCMonth() - (date.getUTCDate() > offset ? 0 : 1);
  return dayOf(Date.UTC(date.getUTCFullYear(), month, 1 + offset));
}

/** `2026-01-31`. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
