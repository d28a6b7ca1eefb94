import { capturePulumi } from '../aws/run-pulumi.ts';
import { caFile } from '../cloud/control-client.ts';
import { awsConfigFile, awsCredentialsFile } from '../cloud/profiles.ts';
import { CliError } from '../errors.ts';
import { deployedGraph, openStack } from '../local-stack.ts';
import { maskedOutputs } from '../output/outputs.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

/** What `--json` prints: all a test needs to reach a stack, on either target. Paths and endpoint are null on AWS. */
export interface StackReport {
  readonly stack: string;
  readonly target: 'local' | 'aws';
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly endpoint: string | null;
  readonly caFile: string | null;
  readonly awsConfigFile: string | null;
  readonly awsCredentialsFile: string | null;
}

/** Prints a stack's outputs; secret values are masked. */
export async function outputs(workspace: Workspace, options: StackOptions): Promise<void> {
  const report = await stackReport(workspace, options);
  if (options.json === true) return void console.log(JSON.stringify(report, undefined, 2));
  for (const [name, value] of Object.entries(report.outputs)) {
    console.log(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  }
}

/** What a stack says of itself; throws CliError for one that is not deployed. */
export async function stackReport(workspace: Workspace, options: StackOptions): Promise<StackReport> {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') {
    const run = { workspace, programDir: stack.project.directory, stack: options.stack, verb: 'outputs' } as const;
    const values = JSON.parse(await capturePulumi(run)) as Record<string, unknown>;
    const nowhere = { endpoint: null, caFile: null, awsConfigFile: null, awsCredentialsFile: null };
    return { stack: options.stack, target: 'aws', outputs: values, ...nowhere };
  }
  const graph = deployedGraph(stack);
  if (graph === undefined) {
    throw new CliError(`${options.stack} is not deployed. Run 'palisade up --stack ${options.stack}' first.`);
  }
  return {
    stack: options.stack,
    target: 'local',
    outputs: maskedOutputs(graph),
    endpoint: workspace.endpoint,
    caFile: caFile(workspace),
    awsConfigFile: awsConfigFile(workspace),
    awsCredentialsFile: awsCredentialsFile(workspace),
  };
}
