import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { auditorStackOf, hasAuditor } from './auditor.ts';
import { ensureAuthority } from './certificates.ts';
import { blueprintOf, palisade, readStack, targetOf, type Stack } from './stack.ts';

// `npx nx e2e e2e [--stack=NAME] [-- Playwright's own arguments]`; Nx hands options over as `--name=value`.
const option = '--stack=';
const given = process.argv.slice(2).filter((argument) => argument !== '--');
const named = given.flatMap((argument) => (argument.startsWith(option) ? [argument.slice(option.length)] : []));
const theirs = given.filter((argument) => !argument.startsWith(option));
const stackNames =
  named.length > 0
    ? named
    : ['documents-local', 'secure-api-local', 'processing-local', 'payments-local', 'baseline-local'];

// A stack on AWS is tested as it is; deploying there stays a decision of its own.
for (const stackName of stackNames.filter((name) => targetOf(name) === 'local')) {
  if (blueprintOf(stackName) === 'payments') ensureAuthority();
  palisade('up', '--stack', stackName);
  if (hasAuditor(blueprintOf(stackName))) palisade('up', '--stack', auditorStackOf(stackName));
}
const stacks = stackNames.map((stackName): Stack<unknown> => readStack(blueprintOf(stackName), stackName));
const [first] = stacks;
if (first === undefined || stacks.some(({ target }) => target !== first.target)) {
  throw new Error(`${stackNames.join(' and ')} are not all in one place; check those on AWS by themselves.`);
}

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const { status } = spawnSync(process.execPath, [playwright, 'test', ...theirs], {
  stdio: 'inherit',
  // An id of this run alone, for what one spec leaves for another.
  env: { ...process.env, ...connection(first), PALISADE_E2E_RUN: randomUUID() },
});
process.exitCode = status ?? 1;

/** How the workers find the local cloud's deployer and trust its certificate, which Node reads only as it starts. */
function connection({
  target,
  caFile,
  awsConfigFile,
  awsCredentialsFile,
}: Stack<unknown>): Readonly<Record<string, string>> {
  if (target === 'aws') return {};
  return {
    AWS_PROFILE: 'deployer',
    ...(caFile !== null && { NODE_EXTRA_CA_CERTS: caFile }),
    ...(awsConfigFile !== null && { AWS_CONFIG_FILE: awsConfigFile }),
    ...(awsCredentialsFile !== null && { AWS_SHARED_CREDENTIALS_FILE: awsCredentialsFile }),
  };
}
