import { setTimeout as pause } from 'node:timers/promises';
import { CliError, codeOf } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { askCloud, isRecord } from './control-client.ts';

export type CloudHealth = 'ours' | 'foreign' | 'absent';

/** A cloud answers within milliseconds; what says nothing for this long is none, or none that can be used. */
const ANSWER_LIMIT_MS = 2_000;

/** Who answers on the port: this workspace's cloud, something else, or nobody. */
export async function cloudHealth(workspace: Workspace): Promise<CloudHealth> {
  try {
    const { status, body } = await askCloud(workspace, 'GET', 'health', {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    // The TLS handshake has already proven whose cloud it is: every workspace has a certificate authority of its own.
    return status === 200 && isRecord(body) && body['product'] === 'palisade' ? 'ours' : 'foreign';
  } catch (error) {
    return codeOf(error) === 'ECONNREFUSED' ? 'absent' : 'foreign';
  }
}

/** What the workspace's cloud was started from; undefined when it does not answer. */
export async function cloudSources(workspace: Workspace): Promise<string | undefined> {
  const { body } = await askCloud(workspace, 'GET', 'health', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  return isRecord(body) ? String(body['version']) : undefined;
}

/** A local cloud on the port that this workspace cannot trust, as it describes itself. */
export interface ForeignCloud {
  readonly home: string;
  readonly pid: number;
}

const RESETS = 5;
const RESET_PAUSE_MS = 20;

/** Undefined when something else has the port, `gone` when nothing has it any more. */
export async function foreignCloud(workspace: Workspace, resets = RESETS): Promise<ForeignCloud | 'gone' | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const { body } = await askCloud(workspace, 'GET', 'health', { signal, unverified: true });
    if (!isRecord(body) || body['product'] !== 'palisade') return undefined;
    return { home: String(body['home']), pid: Number(body['pid']) };
  } catch (error) {
    if (codeOf(error) === 'ECONNREFUSED') return 'gone';
    // A cloud that ends while it is asked cuts the connection; the next question finds nobody.
    if (codeOf(error) !== 'ECONNRESET' || resets === 0) return undefined;
    await pause(RESET_PAUSE_MS);
    return foreignCloud(workspace, resets - 1);
  }
}

/** Says who has the port and what to do about it. */
export async function portTaken(workspace: Workspace): Promise<CliError> {
  return portTakenBy(workspace, await foreignCloud(workspace));
}

export function portTakenBy({ port, home }: Workspace, holder: ForeignCloud | 'gone' | undefined): CliError {
  const another = `or choose a free port: PALISADE_PORT=${port + 1} palisade …`;
  if (holder === undefined || holder === 'gone')
    return new CliError(`Port ${port} is taken by another program. Stop it, ${another}`);
  if (holder.home === home) {
    return new CliError(
      `Port ${port} is taken by a local cloud (process ${holder.pid}) whose files in ${home} were removed or replaced. ` +
        `End that process, ${another}`,
    );
  }
  return new CliError(
    `Port ${port} is taken by the local cloud of ${holder.home} (process ${holder.pid}). Run 'palisade stop' there, ${another}`,
  );
}
