import { setTimeout as pause } from 'node:timers/promises';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { cloudHealth } from './cloud-health.ts';
import { askCloud } from './control-client.ts';

const END_LIMIT_MS = 10_000;
const POLL_MS = 15;

/** Tells the workspace's cloud to end and waits until it has. */
export async function endCloud(workspace: Workspace): Promise<void> {
  // Another command may have ended it meanwhile; whether it is gone is seen below.
  await askCloud(workspace, 'POST', 'stop').catch(() => undefined);
  const deadline = Date.now() + END_LIMIT_MS;
  while ((await cloudHealth(workspace)) !== 'absent') {
    if (Date.now() > deadline) throw new CliError(`The local cloud did not end within ${END_LIMIT_MS / 1000} s.`);
    await pause(POLL_MS);
  }
}
