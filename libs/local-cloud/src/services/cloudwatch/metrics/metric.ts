/** What tells a metric from all others. */
export interface MetricIdentity {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One text for each metric: dimensions have no order. */
export function metricKey({ dimensions, name, namespace, region }: MetricIdentity): string {
  let key = `${region}\n${namespace}\n${name}`;
  for (const dimension of Object.keys(dimensions).sort()) key += `\n${dimension}\t${dimensions[dimension]}`;
  return key;
}

/** Source: Amazon CloudWatch API Reference, MetricDatum (Unit). */
const amounts = ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'];
const bits = ['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'];
export const UNITS: readonly string[] = [
  ...['Seconds', 'Microseconds', 'Milliseconds', ...amounts, ...bits, 'Percent', 'Count'],
  ...[...amounts, ...bits, 'Count'].map((unit) => `${unit}/Second`),
  'None',
];
