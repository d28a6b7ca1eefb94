import { execFileSync, type StdioOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Outputs of a documents stack the checks need. */
export interface DocumentsOutputs {
  readonly apiUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly bucketName: string;
  readonly functionName: string;
  readonly clientRoleArn: string;
  readonly verifierRoleArn: string;
  readonly handlerRoleArn: string;
  readonly handlerLogGroupName: string;
  readonly accessLogGroupName: string;
  readonly logGroupNames: readonly string[];
  readonly logRetentionDays: number;
}

/** Keys of an identity, as the AWS SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A deployed stack: what `palisade outputs --json` prints of it. */
export interface Stack<Outputs = DocumentsOutputs> {
  readonly stack: string;
  readonly target: 'local' | 'aws';
  readonly outputs: Outputs;
  /** Base URL of the local cloud; null on AWS. */
  readonly endpoint: string | null;
  /** Certificate authority of the local cloud; null on AWS. */
  readonly caFile: string | null;
  /** Where the deployer's profile is; null on AWS, where the SDK finds it itself (`AWS_PROFILE` and its like). */
  readonly awsConfigFile: string | null;
  readonly awsCredentialsFile: string | null;
}

const root = join(import.meta.dirname, '../../..');
const variable = 'PALISADE_E2E_STACK';

/** Where the stack file says the stack lives. */
export function targetOf(stackName: string): Stack['target'] {
  const file = `apps/infra/Pulumi.${stackName}.yaml`;
  const [, target] = /^\s*palisade:target:\s*(\w+)/m.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  if (target === 'local' || target === 'aws') return target;
  throw new Error(`${file} does not say \`palisade:target: local\` or \`palisade:target: aws\`.`);
}

/** Runs a palisade command in sight of whoever runs the checks. */
export function palisade(...args: string[]): void {
  run(args, 'inherit');
}

/** What a palisade command prints; its complaints stay in sight. */
export function askPalisade(...args: string[]): string {
  return run(args, ['ignore', 'pipe', 'inherit']);
}

function run(args: string[], stdio: StdioOptions): string {
  const command = [join(root, 'apps/cli/bin/palisade.mjs'), ...args];
  return execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8', stdio });
}

/** Reads the stack once, for this process and those it starts. */
export function readStack(name: string): Stack {
  const printed = askPalisade('outputs', '--stack', name, '--json');
  process.env[variable] = printed;
  return parseStack(printed);
}

/** The stack under test, in a worker of the run. */
export function currentStack(): Stack {
  const printed = process.env[variable];
  if (printed === undefined) throw new Error('No stack is under test. Start with `npx nx e2e e2e [--stack=NAME]`.');
  return parseStack(printed);
}

const required = ['apiUrl', 'region', 'bucketName', 'clientRoleArn', 'handlerLogGroupName', 'logGroupNames'];

function parseStack(printed: string): Stack {
  const stack = JSON.parse(printed) as Stack<Readonly<Record<string, unknown>>>;
  const missing = required.filter((name) => stack.outputs[name] === undefined);
  if (missing.length > 0)
    throw new Error(`${stack.stack} is no documents stack: it has no output ${missing.join(', ')}.`);
  if (stack.outputs['verifierRoleArn'] === undefined) {
    throw new Error(
      `${stack.stack} has no verifier role, so nothing can be looked at from outside. ` +
        `Set \`palisade:verifierRole: enabled\` in apps/infra/Pulumi.${stack.stack}.yaml and deploy.`,
    );
  }
  return stack as unknown as Stack;
}
