import { expect, outcomeOf, test } from '../../src/payments-fixtures.ts';

// Of an address of its own: the others' requests are not counted with these. Needs a system where all of 127/8 is the loopback.
const FLOODER = '127.0.0.2';
/** `palisade:requestsPerAddress`, in five minutes. */
const LIMIT = 2000;

test('an address that asks too much is refused, and another is not', async ({ api }) => {
  const ask = (from: string) => outcomeOf(api.call({ path: '/payments/none', from }));
  const outcomes: (string | number)[] = [];
  while (outcomes.length < LIMIT + 100 && !outcomes.includes(429)) {
    outcomes.push(...(await Promise.all(Array.from({ length: 50 }, () => ask(FLOODER)))));
  }
  expect(outcomes.filter((outcome) => outcome === 404).length).toBeGreaterThanOrEqual(LIMIT - 50);
  expect(outcomes).toContain(429);
  expect(await ask(FLOODER)).toBe(429);
  expect(await ask('127.0.0.1')).toBe(404);
});
