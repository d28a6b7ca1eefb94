import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { palisade, readStack, targetOf, type Stack } from './stack.ts';

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
    ...connection(stack),
  },
});
process.exitCode = status ?? 1;

/** How the workers find the local cloud's deployer and trust its certificate, which Node reads only as it starts. */
function connection({ target, caFile, awsConfigFile, awsCredentialsFile }: Stack): Readonly<Record<string, string>> {
  if (target === 'aws') return {};
  return {
    AWS_PROFILE: 'deployer',
    ...(caFile !== null && { NODE_EXTRA_CA_CERTS: caFile }),
    ...(awsConfigFile !== null && { AWS_CONFIG_FILE: awsConfigFile }),
    ...(awsCredentialsFile !== null && { AWS_SHARED_CREDENTIALS_FILE: awsCredentialsFile }),
  };
}
