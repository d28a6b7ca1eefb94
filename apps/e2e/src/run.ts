import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { auditorStackOf } from './auditor.ts';
import { palisade, readStack, targetOf, type Stack } from './stack.ts';

// `npx nx e2e e2e [--stack=NAME] [-- Playwright's own arguments]`; Nx hands options over as `--name=value`.
const option = '--stack=';
const given = process.argv.slice(2).filter((argument) => argument !== '--');
const stackName = given.find((argument) => argument.startsWith(option))?.slice(option.length) ?? 'documents-local';
const theirs = given.filter((argument) => !argument.startsWith(option));

// A stack on AWS is tested as it is; deploying there stays a decision of its own.
if (targetOf(stackName) === 'local') {
  palisade('up', '--stack', stackName);
  palisade('up', '--stack', auditorStackOf(stackName));
}
const stack = readStack(stackName);

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const { status } = spawnSync(process.execPath, [playwright, 'test', ...theirs], {
  stdio: 'inherit',
  env: { ...process.env, ...connection(stack) },
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
