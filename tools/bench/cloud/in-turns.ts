export interface Turns {
  /** Medians over the rounds. */
  readonly value: number;
  readonly baseline: number;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
}

/** Two measures taken in turns, so that both meet the same noise. The first round warms up. */
export async function inTurns(
  value: () => Promise<number>,
  baseline: () => Promise<number>,
  rounds: number,
): Promise<Turns> {
  const measured: { readonly value: number; readonly baseline: number }[] = [];
  for (let round = 0; round <= rounds; round++) measured.push({ value: await value(), baseline: await baseline() });
  const counted = measured.slice(1);
  return {
    value: median(counted.map((round) => round.value)),
    baseline: median(counted.map((round) => round.baseline)),
    ratio: median(counted.map((round) => round.value / round.baseline)),
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
