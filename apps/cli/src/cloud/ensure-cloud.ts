import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { askCloud, isRecord } from './control-client.ts';

/** How long a cloud may take to answer after its start; a replay of large journals is the slow case. */
const START_LIMIT_MS = 30_000;

export type CloudHealth = 'ours' | 'foreign' | 'absent';

/** Who answers on the port: this workspace's cloud, something else, or nobody. */
export async function cloudHealth(workspace: Workspace): Promise<CloudHealth> {
  try {
    const { status, body } = await askCloud(workspace, 'GET', 'health');
    // The TLS handshake has already proven whose cloud it is: every workspace has a certificate authority of its own.
    return status === 200 && isRecord(body) && body['product'] === 'palisade' ? 'ours' : 'foreign';
  } catch (error) {
    return isRefused(error) ? 'absent' : 'foreign';
  }
}

/** Starts the workspace's cloud in the background unless it runs; resolves once it is healthy. */
export async function ensureCloud(workspace: Workspace): Promise<'started' | 'running'> {
  const health = await cloudHealth(workspace);
  if (health === 'ours') return 'running';
  if (health === 'foreign') throw portTaken(workspace);
  const logFile = cloudLogFile(workspace);
  mkdirSync(workspace.home, { recursive: true, mode: 0o700 });
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../bin/palisade.mjs', import.meta.url)), 'serve'], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, PALISADE_HOME: workspace.home, PALISADE_PORT: String(workspace.port) },
  });
  closeSync(log);
  let exit: number | string | undefined;
  child.once('exit', (code, signal) => (exit = code ?? signal ?? 1));
  child.once('error', (error) => (exit = error.message));
  child.unref();
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const now = await cloudHealth(workspace);
    if (now === 'ours') return 'started';
    if (now === 'foreign') throw portTaken(workspace);
    if (exit !== undefined) throw new CliError(`The local cloud ended at once (${exit}). It wrote:\n${tail(logFile)}`);
    await pause(15);
  }
  throw new CliError(`The local cloud did not answer within ${START_LIMIT_MS / 1000} s. It wrote:\n${tail(logFile)}`);
}

export const cloudLogFile = (workspace: Workspace): string => join(workspace.home, 'cloud.log');

function portTaken(workspace: Workspace): CliError {
  return new CliError(
    `Port ${workspace.port} is taken by another program or by another workspace's local cloud. ` +
      `Stop that one, or choose a free port: PALISADE_PORT=${workspace.port + 1} palisade …`,
  );
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
