import { existsSync } from 'node:fs';
import { LocalCloud, LockedError } from '@palisade/local-cloud';
import { readControlFile } from '../cloud/control-file.ts';
import { LOCKED_EXIT_CODE } from '../cloud/ensure-cloud.ts';
import { awsConfigFile, refreshProfiles } from '../cloud/profiles.ts';
import { CliError } from '../errors.ts';
import { stateStore } from '../local-stack.ts';
import { prepareHome } from '../workspace.ts';
import type { Workspace } from '../workspace.ts';

/** Runs the local cloud in the foreground until a signal or `palisade stop` ends it. */
export async function serve(workspace: Workspace): Promise<void> {
  // Functions run in threads of this process, and Lambda's clock is UTC.
  process.env['TZ'] = 'UTC';
  prepareHome(workspace);
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  // Not once: a second signal must not cut off the ending.
  process.on('SIGINT', end).on('SIGTERM', end);
  const cloud = await openCloud(workspace, end);
  try {
    const endpoint = await cloud.listen();
    console.log(`The local cloud listens on ${endpoint}; its data is in ${workspace.home}.`);
    if (!existsSync(awsConfigFile(workspace))) refreshProfiles(workspace, stateStore(workspace));
    const watch = endWithHome(workspace);
    await ended;
    clearInterval(watch);
  } finally {
    await cloud.close();
  }
}

async function openCloud(workspace: Workspace, onStop: () => void): Promise<LocalCloud> {
  const store = stateStore(workspace);
  try {
    return await LocalCloud.open({
      root: workspace.home,
      port: workspace.port,
      accountId: workspace.accountId,
      version: workspace.sources,
      store: {
        load: async () => store.list().flatMap((stack) => store.read(stack) ?? []),
        save: async (graph) => store.write(graph),
        remove: async (stack) => store.remove(stack),
        loadRetained: async () => store.readRetained(),
        saveRetained: async (resources) => store.writeRetained(resources),
      },
      onStop,
    });
  } catch (error) {
    if (error instanceof LockedError) throw new CliError(error.message, LOCKED_EXIT_CODE);
    throw error;
  }
}

const HOME_CHECK_MS = 250;

/**
 * Ends this process when its home is gone or another cloud's: its certificate is no longer trusted and its token no longer
 * known, so nothing could use or stop it, and it would keep the port. It ends at once: whatever it still wrote on its way out
 * could hit the files of its successor.
 */
function endWithHome({ home }: Workspace): NodeJS.Timeout {
  return setInterval(() => {
    if (readControlFile(home)?.pid === process.pid) return;
    console.error(`error: ${home} was removed or belongs to another local cloud now; this one ends.`);
    process.exit(1);
  }, HOME_CHECK_MS).unref();
}
