import { decisionsPerSecond } from './decisions-per-second.ts';
import type { BenchRow } from './row.ts';

const TARGET = 500_000;

/** Decisions about one request, its context taken as the door gives it, beside parsing one small JSON text. */
export function benchEvaluator(): BenchRow[] {
  const decisions = decisionsPerSecond({ seconds: 2 });
  const floor = parsesPerSecond();
  return [
    {
      name: 'policy evaluator, one core',
      value: `${decisions.toLocaleString('en')} /s`,
      baseline: `${floor.toLocaleString('en')} JSON.parse/s`,
      ratio: (decisions / floor).toFixed(2),
      target: `>= ${TARGET.toLocaleString('en')} /s`,
      met: decisions >= TARGET,
    },
  ];
}

function parsesPerSecond(): number {
  const texts = ['{"action":"s3:PutObject"}', '{"action":"s3:GetObject"}'];
  let length = 0;
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < 500) {
    for (let index = 0; index < 10_000; index++)
      length += (JSON.parse(texts[index % 2] ?? '') as { action: string }).action.length;
    done += 10_000;
  }
  if (length === 0) throw new Error('Nothing was parsed.');
  return Math.round((done / (performance.now() - started)) * 1000);
}
