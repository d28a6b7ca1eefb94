import { load, type LoadTarget } from './load.ts';

const CONCURRENCY = 16;
const ROUNDS = 9;
const ROUND_S = 1;

export interface Turns {
  /** Requests per second, medians over the rounds. */
  readonly value: number;
  readonly baseline: number;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
}

/** Two targets under load in turns, a second each, so that both meet the same noise. */
export async function inTurns(target: LoadTarget, baseline: LoadTarget, rounds = ROUNDS): Promise<Turns> {
  const measured: { readonly value: number; readonly baseline: number }[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    measured.push({ value: await requestsPerSecond(target), baseline: await requestsPerSecond(baseline) });
  }
  const counted = measured.slice(1);
  return {
    value: median(counted.map((round) => round.value)),
    baseline: median(counted.map((round) => round.baseline)),
    ratio: median(counted.map((round) => round.value / round.baseline)),
  };
}

const requestsPerSecond = async (target: LoadTarget): Promise<number> =>
  (await load(target, CONCURRENCY, ROUND_S)).requestsPerSecond;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
