import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { palisade, readStack, targetOf } from './stack.ts';

// `npx nx e2e e2e [--stack=NAME] [-- Playwright's own arguments]`
const { values, tokens } = parseArgs({
  options: { stack: { type: 'string', default: 'documents-local' } },
  strict: false,
  tokens: true,
  allowPositionals: true,
});
const stackName = String(values.stack);
const mine = tokens.filter((token) => token.kind === 'option' && token.name === 'stack').map(({ index }) => index);
const theirs = process.argv.slice(2).filter((argument, index) => {
  return !mine.includes(index) && argument !== '--' && !(mine.includes(index - 1) && argument === stackName);
});

// A stack on AWS is tested as it is; deploying there stays a decision of its own.
if (targetOf(stackName) === 'local') palisade('up', '--stack', stackName);
const stack = readStack(stackName);

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const { status } = spawnSync(process.execPath, [playwright, 'test', ...theirs], {
  stdio: 'inherit',
  env: {
    ...process.env,
    // Certificates are read when a process starts, so the authority must be known before the workers are.
    ...(stack.caFile !== null && { NODE_EXTRA_CA_CERTS: stack.caFile }),
  },
});
process.exitCode = status ?? 1;
