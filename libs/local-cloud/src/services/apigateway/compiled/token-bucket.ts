/**
 * API Gateway's token bucket: `rate` tokens a second flow in, `burst` at most are kept, a request takes one.
 * Source: API Gateway Developer Guide, "Throttle requests to your REST APIs".
 */
export class TokenBucket {
  readonly rate: number;
  readonly burst: number;
  #tokens: number;
  #filledAt: number | undefined;

  constructor(rate: number, burst: number) {
    this.rate = rate;
    this.burst = burst;
    this.#tokens = burst;
  }

  /** `now` in milliseconds; false if the request must be turned away. */
  take(now: number): boolean {
    const passed = Math.max(0, now - (this.#filledAt ?? now));
    this.#filledAt = now;
    this.#tokens = Math.min(this.burst, this.#tokens + (passed * this.rate) / 1000);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
