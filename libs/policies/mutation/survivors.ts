// Compares the mutants that survived the last run with SURVIVORS.md: each must be explained there, and nothing else may be.
// The second half of `nx mutate policies`.
import { readFileSync } from 'node:fs';
import type { schema } from '@stryker-mutator/api/core';

const report = JSON.parse(
  readFileSync(new URL('../test-output/mutation.json', import.meta.url), 'utf8'),
) as schema.MutationTestResult;

const explained = explanations(readFileSync(new URL('SURVIVORS.md', import.meta.url), 'utf8'));
const survived = survivors(report);
const wrong = [...new Set([...explained.keys(), ...survived.keys()])].filter(
  (one) => explained.get(one) !== survived.get(one),
);
for (const one of wrong)
  console.error(`${one}: ${survived.get(one) ?? 0} survived, SURVIVORS.md explains ${explained.get(one) ?? 0}`);
console.log(`${sum(survived)} mutants survived, SURVIVORS.md explains ${sum(explained)}.`);
process.exitCode = wrong.length === 0 ? 0 : 1;

/** Below a heading that names a file: - `code` → `mutant` (times, if more than one): reason. */
function explanations(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let file = '';
  for (const line of text.split('\n')) {
    file = /^## (\S+)$/.exec(line)?.[1] ?? file;
    if (!line.startsWith('- ')) continue;
    const entry = /^- (`.*?` → `.*?`)(?: \((\d+)×\))?: \S/.exec(line);
    if (entry === null) throw new Error(`SURVIVORS.md: not "- \`code\` → \`mutant\`: reason": ${line}`);
    add(counts, `${file}: ${entry[1]}`, Number(entry[2] ?? 1));
  }
  return counts;
}

/** Those no spec failed for or looked at, those left out, those that broke the run, and those a slow machine gave up on. */
function survivors({ files }: schema.MutationTestResult): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name, { source, mutants }] of Object.entries(files)) {
    for (const { status, statusReason, location, replacement = '' } of mutants) {
      const endless = status === 'Timeout' && statusReason?.startsWith('Hit limit reached') === true;
      if (status !== 'Killed' && !endless)
        add(counts, `${name}: \`${original(source, location)}\` → \`${short(replacement)}\``, 1);
    }
  }
  return counts;
}

function original(source: string, { start, end }: schema.Location): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return short(lines.join('\n'));
}

/** One line of code, as it is written in SURVIVORS.md. */
function short(code: string): string {
  const [first = '', ...rest] = code.trim().split('\n');
  return `${first.trim().replaceAll('`', "'")}${rest.length > 0 ? ' …' : ''}`;
}

function add(counts: Map<string, number>, one: string, times: number): void {
  counts.set(one, (counts.get(one) ?? 0) + times);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
