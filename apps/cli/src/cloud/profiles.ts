import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Graph } from '@palisade/local-engine';
import type { Workspace } from '../workspace.ts';
import { caFile } from './control-client.ts';

/** Roles a person or a test may take, by the stack output that names them. */
const ROLE_OUTPUTS = { client: 'clientRoleArn', verifier: 'verifierRoleArn', auditor: 'auditorRoleArn' } as const;

export const awsConfigFile = (workspace: Workspace): string => join(workspace.home, 'aws', 'config');
export const awsCredentialsFile = (workspace: Workspace): string => join(workspace.home, 'aws', 'credentials');

/** Roles of a stack by profile name, as far as its outputs name them. */
export function profileRoles(graph: Graph): Readonly<Record<string, string>> {
  const roles = Object.entries(ROLE_OUTPUTS).flatMap(([profile, output]) => {
    const arn = graph.outputs[output];
    return typeof arn === 'string' ? [[profile, arn] as const] : [];
  });
  return Object.fromEntries(roles);
}

/**
 * Writes `.palisade/aws/config`: `deployer`, and one profile per role that a stack offers, named `<stack>-<role>`, and short
 * (`client`) for the stack brought up last. Roles use `credential_process`, because a `role_arn` profile would make older SDKs
 * ask the STS of the internet.
 */
export function writeAwsConfig(workspace: Workspace, stacks: readonly Graph[], latest: Graph | undefined): void {
  const region = latest === undefined ? 'us-east-1' : regionOf(latest);
  const sections = [section(workspace, 'deployer', region)];
  for (const graph of stacks) {
    for (const [profile, arn] of Object.entries(profileRoles(graph))) {
      sections.push(section(workspace, `${graph.stack}-${profile}`, regionOf(graph), arn));
      if (graph.stack === latest?.stack) sections.push(section(workspace, profile, regionOf(graph), arn));
    }
  }
  const file = awsConfigFile(workspace);
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, sections.join('\n'), { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}

function section(workspace: Workspace, name: string, region: string, roleArn?: string): string {
  const lines = [`[profile ${name}]`, `region = ${region}`, `ca_bundle = ${caFile(workspace)}`];
  if (roleArn !== undefined) {
    const command = fileURLToPath(new URL('../../bin/palisade.mjs', import.meta.url));
    lines.push(`credential_process = "${process.execPath}" "${command}" credentials --role ${roleArn}`);
  }
  return `${lines.join('\n')}\n`;
}

function regionOf(graph: Graph): string {
  const { region } = graph.outputs;
  return typeof region === 'string' ? region : 'us-east-1';
}
