import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cloudHealth, portTaken } from '../cloud/cloud-health.ts';
import { caFile } from '../cloud/control-client.ts';
import { CliError } from '../errors.ts';
import { stateStore } from '../local-stack.ts';
import { paint } from '../output/paint.ts';
import type { Workspace } from '../workspace.ts';

type Finding = { readonly level: 'ok' | 'note' | 'problem'; readonly text: string };

const LITTLE_SPACE = 512 * 1024 * 1024;

/** Looks at everything a first run depends on, and says what to do about what is wrong. */
export async function doctor(workspace: Workspace): Promise<void> {
  const findings = [
    { level: 'ok', text: `Node.js ${process.version} (${process.execPath})` } as const,
    handlerBundle(workspace),
    home(workspace),
    ...stacks(workspace),
    await port(workspace),
    ...environment(workspace),
    pulumiCli(workspace),
  ];
  const colours = { ok: 'green', note: 'yellow', problem: 'red' } as const;
  for (const { level, text } of findings) console.log(`${paint(colours[level], level.padEnd(7))} ${text}`);
  const problems = findings.filter(({ level }) => level === 'problem').length;
  if (problems > 0) throw new CliError(`${problems} problem(s) found.`);
}

function handlerBundle(workspace: Workspace): Finding {
  const bundle = join(workspace.root, 'apps', 'document-handler', 'dist', 'index.js');
  return existsSync(bundle)
    ? { level: 'ok', text: 'the document handler is built' }
    : { level: 'note', text: "the document handler is not built yet; 'npx nx run infra:up' builds it" };
}

function home({ home: directory }: Workspace): Finding {
  const nearest = nearestExisting(directory);
  try {
    accessSync(nearest, constants.W_OK);
  } catch {
    return { level: 'problem', text: `${nearest} is not writable by you: change its owner, or set PALISADE_HOME` };
  }
  if (nearest !== directory) return { level: 'ok', text: `${directory} will be made on the first start` };
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  return free < LITTLE_SPACE
    ? { level: 'note', text: `${directory}: only ${Math.floor(free / 1024 / 1024)} MiB left on the disk` }
    : { level: 'ok', text: `${directory} is writable` };
}

function nearestExisting(directory: string): string {
  return existsSync(directory) ? directory : nearestExisting(dirname(directory));
}

function stacks(workspace: Workspace): Finding[] {
  const store = stateStore(workspace);
  return store.list().map((stack): Finding => {
    try {
      const resources = store.read(stack)?.resources.length ?? 0;
      return { level: 'ok', text: `stack ${stack}: ${resources} resources` };
    } catch (error) {
      return { level: 'problem', text: error instanceof Error ? error.message : String(error) };
    }
  });
}

async function port(workspace: Workspace): Promise<Finding> {
  const health = await cloudHealth(workspace);
  if (health === 'ours') return { level: 'ok', text: `the local cloud answers on ${workspace.endpoint}` };
  if (health === 'absent')
    return { level: 'ok', text: `the local cloud is not running; port ${workspace.port} is free` };
  return { level: 'problem', text: (await portTaken(workspace)).message };
}

function environment(workspace: Workspace): Finding[] {
  const bundle = process.env['AWS_CA_BUNDLE'];
  const findings: Finding[] = [];
  if (bundle !== undefined && bundle !== caFile(workspace)) {
    findings.push({
      level: 'note',
      text: `AWS_CA_BUNDLE is ${bundle}: the AWS CLI and boto3 will not trust the local cloud. eval "$(npx palisade env)" sets it`,
    });
  }
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SESSION_TOKEN']) {
    if (process.env[name] !== undefined) {
      findings.push({ level: 'note', text: `${name} is set and wins over AWS_PROFILE; 'palisade env' unsets it` });
    }
  }
  return findings;
}

function pulumiCli(workspace: Workspace): Finding {
  return existsSync(join(workspace.root, 'node_modules', '.bin', 'pulumi'))
    ? { level: 'ok', text: 'the Pulumi CLI package is installed (needed for stacks on AWS only)' }
    : { level: 'note', text: "the Pulumi CLI package is missing; stacks on AWS need it: 'npm ci'" };
}
