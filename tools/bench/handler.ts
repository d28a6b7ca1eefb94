import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildVariants } from './cold-start/build-variants.ts';
import { measureColdStarts, type Sample } from './cold-start/measure.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 20;

/**
 * The document handler's cold start beside two references measured in the same run: A, a raw handler with client-s3 in a
 * minified ES module, and D, our handler unbundled. Ratios are of medians.
 */
export async function benchHandler(rounds = ROUNDS): Promise<BenchRow[]> {
  const { built, raw, unbundled } = await buildVariants();
  const [ours = [], a = [], d = []] = await measureColdStarts([built, raw, unbundled], rounds);
  const cold = ({ init, first }: Sample) => init + first;
  const init = (sample: Sample) => sample.init;
  const rss = (sample: Sample) => sample.rss / 1e6;
  return [
    compare('handler cold start, against raw SDK handler', 'ms', median(ours, cold), median(a, cold), [0.66, 0.48]),
    compare('handler cold start, against unbundled', 'ms', median(ours, cold), median(d, cold), [0.44, 0.32]),
    compare('handler init, against raw SDK handler', 'ms', median(ours, init), median(a, init), [0.57, 0.44]),
    compare('handler memory, against raw SDK handler', 'MB', median(ours, rss), median(a, rss), [0.95, 0.93]),
    compare('handler bundle, gzip, against 92 kB', 'kB', (await gzipSize(built)) / 1000, 92, [1, 1]),
  ];
}

/** The row meets its target at level 2, the required one; the text says whether level 3, the aim, is reached too. */
function compare(name: string, unit: string, value: number, baseline: number, levels: [number, number]): BenchRow {
  const ratio = value / baseline;
  const [required, aim] = levels;
  return {
    name,
    value: `${value.toFixed(1)} ${unit}`,
    baseline: `${baseline.toFixed(1)} ${unit}`,
    ratio: ratio.toFixed(3),
    target: `<= ${required}, aim <= ${aim} (${ratio <= aim ? 'reached' : 'missed'})`,
    met: ratio <= required,
  };
}

function median(samples: readonly Sample[], measure: (sample: Sample) => number): number {
  const sorted = samples.map(measure).sort((x, y) => x - y);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Gzip size of the code, without the code cache beside it: the target was set for code. */
async function gzipSize(index: string): Promise<number> {
  const files = ['index.js', 'bundle.js'].map((name) => readFile(join(dirname(index), name)));
  return gzipSync(Buffer.concat(await Promise.all(files)), { level: 9 }).length;
}
