// Everything there is to check, in one command: format, lint, types, builds, unit and infra specs with the access proofs,
// then the end-to-end specs against a local cloud. The last line is the sum of all test reports.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const steps = [
  ['npx', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['npx', ['nx', 'sync:check']],
  ['npx', ['nx', 'run-many', '-t', 'lint', 'typecheck', 'build', 'test', '--output-style=static']],
  ['npx', ['nx', 'e2e', 'e2e']],
];

rmSync('apps/e2e/test-output', { recursive: true, force: true });
const failedSteps = [];
for (const [command, args] of steps) {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) failedSteps.push(`${command} ${args.join(' ')} (${signal ?? `exit ${status}`})`);
}

const reports = globSync('{apps,libs}/*/test-output/jest-summary.json').map((file) =>
  JSON.parse(readFileSync(file, 'utf8')),
);
const playwright = 'apps/e2e/test-output/playwright.json';
if (existsSync(playwright)) {
  const { stats } = JSON.parse(readFileSync(playwright, 'utf8'));
  reports.push({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped });
} else {
  failedSteps.push('the end-to-end specs left no report');
}

const total = (key) => reports.reduce((sum, report) => sum + report[key], 0);
for (const step of failedSteps) console.error(`failed: ${step}`);
if (total('skipped') > 0) console.error(`${total('skipped')} tests were skipped; a skipped test proves nothing`);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(failedSteps.length > 0 || total('failed') > 0 || total('skipped') > 0 || total('passed') === 0 ? 1 : 0);
