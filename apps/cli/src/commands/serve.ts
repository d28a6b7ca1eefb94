import { LocalCloud } from '@palisade/local-cloud';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

/** Runs the local cloud in the foreground until it is stopped or told to end. */
export async function serve(workspace: Workspace): Promise<void> {
  const cloud = await LocalCloud.open({ root: workspace.home, port: workspace.port, accountId: workspace.accountId });
  try {
    await cloud.listen();
  } catch (error) {
    await cloud.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new CliError(
        `Port ${workspace.port} is taken. Choose a free one: PALISADE_PORT=${workspace.port + 1} palisade …`,
      );
    }
    throw error;
  }
  console.log(`The local cloud listens on ${workspace.endpoint}; its data is in ${workspace.home}.`);
  await ended(cloud);
}

/** Resolves once the cloud has closed, whether a signal or `palisade stop` ended it. */
async function ended(cloud: LocalCloud): Promise<void> {
  const close = (): void => void cloud.close();
  process.once('SIGINT', close).once('SIGTERM', close);
  await cloud.closed;
}
