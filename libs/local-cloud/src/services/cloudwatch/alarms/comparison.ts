/** How a value is compared with a threshold, and how a reason words that. */
export interface Comparison {
  readonly breaches: (value: number, threshold: number) => boolean;
  readonly words: string;
}

/** Source: Amazon CloudWatch API Reference, PutMetricAlarm, ComparisonOperator; those of anomaly detection are not here. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  GreaterThanOrEqualToThreshold: {
    breaches: (value, threshold) => value >= threshold,
    words: 'greater than or equal to',
  },
  GreaterThanThreshold: { breaches: (value, threshold) => value > threshold, words: 'greater than' },
  LessThanThreshold: { breaches: (value, threshold) => value < threshold, words: 'less than' },
  LessThanOrEqualToThreshold: { breaches: (value, threshold) => value <= threshold, words: 'less than or equal to' },
};

export function comparisonOf(operator: string): Comparison {
  const comparison = comparisons[operator];
  if (comparison === undefined) throw new Error(`There is no comparison operator ${operator}.`);
  return comparison;
}
