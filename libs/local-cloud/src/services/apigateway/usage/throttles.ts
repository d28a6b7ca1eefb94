import { TokenBucket } from '../compiled/token-bucket.ts';
import type { Throttle } from './usage-plan.ts';

/** The token buckets of keys. A bucket lives on while its limits stay as they are. */
export class Throttles {
  readonly #buckets = new Map<string, TokenBucket>();

  /** `now` in milliseconds; false if the request must be turned away. */
  take(id: string, { rate, burst }: Throttle, now: number): boolean {
    let bucket = this.#buckets.get(id);
    if (bucket === undefined || bucket.rate !== rate || bucket.burst !== burst) {
      bucket = new TokenBucket(rate, burst);
      this.#buckets.set(id, bucket);
    }
    return bucket.take(now);
  }
}
