/** One measurement a service makes of itself. */
export interface MetricSample {
  readonly region: string;
  /** `AWS/Lambda`, `AWS/SQS`, or a namespace of the program's own. */
  readonly namespace: string;
  readonly name: string;
  /** Every combination of dimensions it is recorded under, e.g. by function and over all functions. */
  readonly dimensions: readonly Readonly<Record<string, string>>[];
  readonly value: number;
  /** `Count`, `Milliseconds`, `Bytes`, `None`, … */
  readonly unit: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

/** Where services put their measurements and CloudWatch finds them; without a listener they are dropped. */
export interface Metrics {
  /** Must be quick: called on every request. */
  record(sample: MetricSample): void;
  /** The returned function ends it. */
  onSample(listener: (sample: MetricSample) => void): () => void;
}

export function createMetrics(): Metrics {
  const listeners = new Set<(sample: MetricSample) => void>();
  return {
    record(sample) {
      for (const listener of listeners) listener(sample);
    },
    onSample(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
