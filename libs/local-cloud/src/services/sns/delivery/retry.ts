const SECOND = 1000;
const MOST_ATTEMPTS = 100_015;

/**
 * Milliseconds to wait after so many failed attempts to reach a queue or a function; undefined when SNS gives up, after 23 days.
 * Source: Amazon SNS Developer Guide, "Amazon SNS message delivery retries", AWS managed endpoints.
 */
export function waitAfter(failures: number): number | undefined {
  if (failures <= 3) return 0;
  if (failures <= 5) return SECOND;
  if (failures <= 15) return Math.min(20, Math.round(1.35 ** (failures - 5))) * SECOND;
  return failures < MOST_ATTEMPTS ? 20 * SECOND : undefined;
}
