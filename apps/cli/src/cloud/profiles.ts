import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StateFileError } from '@palisade/local-engine';
import type { Graph, StateStore } from '@palisade/local-engine';
import { quoteIfNeeded } from '../output/shell.ts';
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
 * Writes the profiles of all deployed stacks anew; `latest` was just brought up. A stack whose state file is damaged keeps no
 * other from being deployed: it is named and left out.
 */
export function refreshProfiles(workspace: Workspace, store: StateStore, latest?: Graph): void {
  const others = store.list().flatMap((stack) => (stack === latest?.stack ? [] : (readable(store, stack) ?? [])));
  const stacks = latest === undefined ? others : [...others, latest];
  writeAwsConfig(workspace, stacks, stacks.at(-1));
}

function readable(store: StateStore, stack: string): Graph | undefined {
  try {
    return store.read(stack);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    console.error(`warning: ${error.message}`);
    return undefined;
  }
}

/**
 * Writes `.palisade/aws/config`: `deployer`, and one profile per role that a stack offers, named `<stack>-<role>`, and short
 * (`client`) for the stack brought up last of those that have the role. Roles use `credential_process`, because a `role_arn` profile would make older SDKs
 * ask the STS of the internet.
 */
export function writeAwsConfig(workspace: Workspace, stacks: readonly Graph[], latest: Graph | undefined): void {
  const region = latest === undefined ? 'us-east-1' : regionOf(latest);
  const sections = [section(workspace, 'deployer', region)];
  const short = new Map<string, string>();
  for (const graph of stacks) {
    for (const [profile, arn] of Object.entries(profileRoles(graph))) {
      const role = { arn, mfa: profile === 'auditor' && graph.outputs['auditorMfa'] === 'required' };
      sections.push(section(workspace, `${graph.stack}-${profile}`, regionOf(graph), role));
      short.set(profile, section(workspace, profile, regionOf(graph), role));
    }
  }
  sections.push(...short.values());
  const file = awsConfigFile(workspace);
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, sections.join('\n'), { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}

interface ProfileRole {
  readonly arn: string;
  /** Whether it is taken with the deployer's second factor. */
  readonly mfa: boolean;
}

function section(workspace: Workspace, name: string, region: string, role?: ProfileRole): string {
  const lines = [`[profile ${name}]`, `region = ${region}`, `ca_bundle = ${caFile(workspace)}`];
  if (role !== undefined) {
    const command = fileURLToPath(new URL('../../bin/palisade.mjs', import.meta.url));
    // The home is named: whoever uses the profile need not know PALISADE_HOME.
    const words = [process.execPath, command, 'credentials', '--home', workspace.home];
    words.push(...(role.mfa ? ['--mfa'] : []), '--role', role.arn);
    lines.push(`credential_process = ${words.map(asWord).join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** SDKs split this line themselves or give it to the system's shell. */
const asWord = (word: string): string => (process.platform === 'win32' ? `"${word}"` : quoteIfNeeded(word));

function regionOf(graph: Graph): string {
  const { region } = graph.outputs;
  return typeof region === 'string' ? region : 'us-east-1';
}
