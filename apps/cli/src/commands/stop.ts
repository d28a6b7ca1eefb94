import { setTimeout as pause } from 'node:timers/promises';
import { askCloud } from '../cloud/control-client.ts';
import { cloudHealth } from '../cloud/cloud-health.ts';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

const STOP_LIMIT_MS = 10_000;

/** Ends the workspace's local cloud; data and stacks stay for the next start. */
export async function stop(workspace: Workspace): Promise<void> {
  const health = await cloudHealth(workspace);
  if (health === 'absent') return void console.log('The local cloud is not running.');
  if (health === 'foreign') {
    throw new CliError(
      `What listens on port ${workspace.port} is not this workspace's local cloud; nothing was stopped.`,
    );
  }
  await askCloud(workspace, 'POST', 'stop');
  const deadline = Date.now() + STOP_LIMIT_MS;
  while ((await cloudHealth(workspace)) !== 'absent') {
    if (Date.now() > deadline) throw new CliError(`The local cloud did not end within ${STOP_LIMIT_MS / 1000} s.`);
    await pause(25);
  }
  console.log('The local cloud has stopped. Its stacks and data are kept.');
}
