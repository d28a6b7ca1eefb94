import type { BenchRow } from './row.ts';
import { table } from './table.ts';

// `npm run bench [handler|evaluator|cloud|processing|payments …]`: one table, every figure beside a baseline measured in the same run.
const parts: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  evaluator: async () => (await import('./evaluator.ts')).benchEvaluator(),
  cloud: async () => (await import('./cloud/bench.ts')).benchCloud(),
  processing: async () => (await import('./processing.ts')).benchProcessing(),
  payments: async () => (await import('./payments/bench.ts')).benchPayments(),
  handler: async () => (await import('./handler.ts')).benchHandler(),
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const rows: BenchRow[] = [];
for (const name of wanted) {
  const part = parts[name];
  if (part === undefined) throw new Error(`There is no bench '${name}'; there are ${Object.keys(parts).join(', ')}.`);
  console.error(`measuring ${name} …`);
  rows.push(...(await part()));
}
console.log(table(rows));
if (rows.some(({ met }) => !met)) process.exitCode = 1;
