import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CliError } from '../errors.ts';
import { prepareHome } from '../workspace.ts';
import type { Workspace } from '../workspace.ts';
import { cloudHealth, cloudSources, foreignCloud, portTaken, portTakenBy } from './cloud-health.ts';
import { runningPort } from './control-file.ts';
import { endCloud } from './end-cloud.ts';

/** How long a cloud may take to answer after its start; a replay of large journals is the slow case. */
const START_LIMIT_MS = 30_000;
/** How long a cloud whose home was removed may take to notice and to end. */
const END_LIMIT_MS = 5_000;
const POLL_MS = 15;

/** Exit code of a cloud that found another one in its home. */
export const LOCKED_EXIT_CODE = 3;

/**
 * Starts the workspace's cloud in the background unless it runs; resolves once it is healthy. One that was started from other
 * sources than this command is replaced: its stacks and data are kept.
 */
export async function ensureCloud(workspace: Workspace, signal?: AbortSignal): Promise<'started' | 'running'> {
  const health = await cloudHealth(workspace);
  if (health === 'ours') {
    if ((await cloudSources(workspace)) === workspace.sources) return 'running';
    await endCloud(workspace);
  }
  if (health === 'foreign') await waitForFormerCloud(workspace, signal);
  prepareHome(workspace);
  let start = startCloud(workspace);
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const now = await cloudHealth(workspace);
    if (now === 'ours') return 'started';
    if (now === 'foreign') throw await portTaken(workspace);
    const exit = start.exit();
    if (exit === LOCKED_EXIT_CODE) {
      refuseOtherPort(workspace);
      // Another command is just starting it: it will answer, or leave the home to the next attempt.
      start = startCloud(workspace);
    } else if (exit !== undefined) {
      throw new CliError(`The local cloud ended at once (${exit}). It wrote:\n${start.output()}`);
    }
    await pause(POLL_MS, undefined, { ...(signal && { signal }) });
  }
  throw new CliError(`The local cloud did not answer within ${START_LIMIT_MS / 1000} s. It wrote:\n${start.output()}`);
}

export const cloudLogFile = (workspace: Workspace): string => join(workspace.home, 'cloud.log');

interface Start {
  /** Exit code, signal or error; undefined while it runs. */
  exit(): number | string | undefined;
  /** The last lines it wrote. */
  output(): string;
}

function startCloud(workspace: Workspace): Start {
  const logFile = cloudLogFile(workspace);
  const log = openSync(logFile, 'a', 0o600);
  const offset = statSync(logFile).size;
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../bin/palisade.mjs', import.meta.url)), 'serve'], {
    // Not where the command happens to run: that directory may go while the cloud stays.
    cwd: workspace.root,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, PALISADE_HOME: workspace.home, PALISADE_PORT: String(workspace.port) },
  });
  closeSync(log);
  let exit: number | string | undefined;
  child.once('exit', (code, signal) => (exit = code ?? signal ?? 1));
  child.once('error', (error) => (exit = error.message));
  child.unref();
  const output = (): string =>
    readFileSync(logFile).subarray(offset).toString('utf8').trimEnd().split('\n').slice(-10).join('\n');
  return { exit: () => exit, output };
}

/** A cloud whose home was removed under it ends by itself; whoever else has the port keeps it. */
async function waitForFormerCloud(workspace: Workspace, signal: AbortSignal | undefined): Promise<void> {
  const deadline = Date.now() + END_LIMIT_MS;
  for (;;) {
    const holder = await foreignCloud(workspace);
    if (holder === 'gone') return;
    if (holder?.home !== workspace.home || Date.now() > deadline) throw portTakenBy(workspace, holder);
    await pause(POLL_MS, undefined, { ...(signal && { signal }) });
  }
}

function refuseOtherPort(workspace: Workspace): void {
  const port = runningPort(workspace.home);
  if (port === undefined || port === workspace.port) return;
  throw new CliError(
    `The local cloud of ${workspace.home} already runs, on port ${port}. Leave PALISADE_PORT unset to use it, or end it ` +
      `first: PALISADE_PORT=${port} palisade stop`,
  );
}
