import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.ts';

test('never lets more pass than the burst and what flowed in since', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 10 }), steps, (rate, burst, waits) => {
      const bucket = new TokenBucket(rate, burst);
      let now = 0;
      let passed = 0;
      for (const wait of waits) {
        now += wait;
        if (bucket.take(now)) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(burst + (now * rate) / 1000);
    }),
  );
});

test('lets a caller within the rate pass for ever', () => {
  const bucket = new TokenBucket(10, 1);
  for (let now = 0; now < 10_000; now += 100) expect(bucket.take(now)).toBe(true);
});

test('a clock that goes back fills nothing', () => {
  const bucket = new TokenBucket(1, 1);
  expect(bucket.take(5000)).toBe(true);
  expect(bucket.take(1000)).toBe(false);
});
