import { createHash } from 'node:crypto';

/** The alphabet of AWS's access key ids and unique ids. */
export const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id of IAM, 21 characters, derived from what it names: users here never change theirs. */
export function uniqueId(prefix: 'AIDA', subject: string): string {
  const bytes = createHash('sha256').update(subject).digest().subarray(0, 17);
  return prefix + Array.from(bytes, (byte) => BASE32[byte & 31]).join('');
}
