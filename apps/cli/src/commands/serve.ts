import { LocalCloud } from '@palisade/local-cloud';
import { stateStore } from '../local-stack.ts';
import type { Workspace } from '../workspace.ts';

/** Runs the local cloud in the foreground until a signal or `palisade stop` ends it. */
export async function serve(workspace: Workspace): Promise<void> {
  // Functions run in threads of this process, and Lambda's clock is UTC.
  process.env['TZ'] = 'UTC';
  const store = stateStore(workspace);
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  process.once('SIGINT', end).once('SIGTERM', end);
  const cloud = await LocalCloud.open({
    root: workspace.home,
    port: workspace.port,
    accountId: workspace.accountId,
    store: {
      load: async () => store.list().flatMap((stack) => store.read(stack) ?? []),
      save: async (graph) => store.write(graph),
      remove: async (stack) => store.remove(stack),
    },
    onStop: end,
  });
  try {
    const endpoint = await cloud.listen();
    console.log(`The local cloud listens on ${endpoint}; its data is in ${workspace.home}.`);
    await ended;
  } finally {
    await cloud.close();
  }
}
