import { expect, test } from '@jest/globals';
import { callMillis } from './time-limit.ts';

test.each([
  [900_000, 7_000],
  [25_000, 7_000],
  [7_499, 6_999],
  [1_000.7, 500],
  [500, 0],
  [-3, 0],
])('with %i ms left a call has %i', (remainingMillis, millis) => {
  expect(callMillis({ remainingMillis })).toBe(millis);
});

test('three calls one after the other leave API Gateway time to wait for the answer, and for a cold start', () => {
  const calls = 3 * callMillis({ remainingMillis: Infinity });
  expect(calls).toBeLessThanOrEqual(29_000 - 5_000);
});
