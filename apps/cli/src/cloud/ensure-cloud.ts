import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CliError } from '../errors.ts';
import { prepareHome } from '../workspace.ts';
import type { Workspace } from '../workspace.ts';
import { cloudHealth, cloudSources, foreignCloud, portTakenBy } from './cloud-health.ts';
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
  const deadline = Date.now() + START_LIMIT_MS;
  let start: Start | undefined;
  while (Date.now() < deadline) {
    const health = await cloudHealth(workspace);
    if (health === 'ours') {
      if (start !== undefined) return 'started';
      if ((await cloudSources(workspace)) === workspace.sources) return 'running';
      await endCloud(workspace);
    } else if (health === 'foreign') {
      await waitForOwnCloud(workspace, signal);
    } else {
      start = startAgain(workspace, start);
    }
    await pause(POLL_MS, undefined, { ...(signal && { signal }) });
  }
  const output = start === undefined ? '' : ` It wrote:\n${start.output()}`;
  throw new CliError(`The local cloud did not answer within ${START_LIMIT_MS / 1000} s.${output}`);
}

/** Starts the cloud unless the last start is still under way. Throws when that one has failed. */
function startAgain(workspace: Workspace, last: Start | undefined): Start {
  const exit = last?.exit();
  if (last !== undefined && exit === undefined) return last;
  // Another command is just starting or ending it: it will answer, or leave the home to the next attempt.
  if (exit === LOCKED_EXIT_CODE) refuseOtherPort(workspace);
  else if (last !== undefined)
    throw new CliError(`The local cloud ended at once (${exit}). It wrote:\n${last.output()}`);
  prepareHome(workspace);
  return startCloud(workspace);
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

/**
 * A cloud of this home that cannot be trusted has either started since the certificate was looked for, or has lost its home and
 * is about to end. Returns when it is one or the other; whoever else has the port keeps it.
 */
async function waitForOwnCloud(workspace: Workspace, signal: AbortSignal | undefined): Promise<void> {
  const deadline = Date.now() + END_LIMIT_MS;
  for (;;) {
    const holder = await foreignCloud(workspace);
    if (holder === 'gone') return;
    if (holder?.home !== workspace.home || Date.now() > deadline) throw portTakenBy(workspace, holder);
    if ((await cloudHealth(workspace)) !== 'foreign') return;
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
