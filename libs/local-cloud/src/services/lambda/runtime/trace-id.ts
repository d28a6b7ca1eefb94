import { randomBytes } from 'node:crypto';

/** A trace header that samples nothing: tracing is passed through, not recorded. Source: X-Ray Developer Guide, "Tracing header". */
export function newTraceId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
