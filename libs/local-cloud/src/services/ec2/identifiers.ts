import { createHash } from 'node:crypto';

/**
 * The id of something that comes with another resource, such as the network interface of an endpoint in one subnet: always the same
 * for the same `parts`.
 */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  return prefix + createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 17);
}

/** A number from 0 to `limit - 1`, always the same for the same text. */
export function derivedNumber(text: string, limit: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % limit;
}
