/** One line of the bench's table. */
export interface BenchRow {
  /** What was measured, with its unit where the value has none. */
  name: string;
  value: string;
  /** The same measure of the baseline, taken in the same run. */
  baseline: string;
  /** value / baseline. */
  ratio: string;
  target: string;
  met: boolean;
}
