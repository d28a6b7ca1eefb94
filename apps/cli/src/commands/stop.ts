import { cloudHealth, portTaken } from '../cloud/cloud-health.ts';
import { endCloud } from '../cloud/end-cloud.ts';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

/** Ends the workspace's local cloud; data and stacks stay for the next start. */
export async function stop(workspace: Workspace): Promise<void> {
  const health = await cloudHealth(workspace);
  if (health === 'absent') return void console.log('The local cloud is not running.');
  if (health === 'foreign') {
    throw new CliError(`Nothing was stopped. ${(await portTaken(workspace)).message}`);
  }
  await endCloud(workspace);
  console.log('The local cloud has stopped. Its stacks and data are kept.');
}
