import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { ApplyError, type CloudView } from '../../../kernel/service.ts';
import { text } from '../../../kernel/properties.ts';
import { DEPLOYMENT } from '../resources/deployment.ts';
import { REST_API } from '../resources/rest-api.ts';
import type { ApiSnapshot } from './snapshot.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** What every deployment of every stack looked like when it was made. */
export class Deployments {
  readonly #host: Host;
  readonly #stores = new Map<string, SnapshotStore>();
  /** Stacks that are in force, not just read. */
  readonly #served = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
  }

  get(deploymentId: string): ApiSnapshot | undefined {
    for (const store of this.#stores.values()) {
      const snapshot = store.get(deploymentId);
      if (snapshot !== undefined) return snapshot;
    }
    return undefined;
  }

  /**
   * Takes snapshots for deployments seen for the first time and writes them aside. The returned function makes them count and drops
   * those whose deployment is gone. Throws ApplyError when the disk refuses.
   */
  prepare(view: CloudView): () => void {
    const fresh: { readonly stack: string; readonly id: string; readonly snapshot: ApiSnapshot }[] = [];
    const kept = new Map<string, Set<string>>([...view.stacks.keys()].map((stack) => [stack, new Set()]));
    for (const { stack, resource } of view.ofType(DEPLOYMENT)) {
      const store = this.#store(stack);
      kept.get(stack)?.add(resource.id);
      if (store.get(resource.id) !== undefined) continue;
      const graph = view.stacks.get(stack);
      const api = graph?.resources.find(
        (each) => each.type === REST_API && each.id === text(resource.inputs, 'restApi'),
      );
      if (graph === undefined || api === undefined) continue;
      const snapshot = takeSnapshot(graph, api, this.#host.clock.now());
      try {
        store.prepare(resource.id, snapshot);
      } catch (error) {
        throw new ApplyError([
          { urn: resource.urn, message: `The deployment could not be stored: ${(error as Error).message}` },
        ]);
      }
      fresh.push({ stack, id: resource.id, snapshot });
    }
    return () => {
      for (const { stack, id, snapshot } of fresh) this.#store(stack).commit(id, snapshot);
      for (const [stack, store] of this.#stores) {
        const ids = kept.get(stack);
        if (ids !== undefined) {
          store.keepOnly(ids);
          continue;
        }
        this.#stores.delete(stack);
        // A stack that was refused when the cloud started keeps its data until it is deployed again or destroyed.
        if (this.#served.delete(stack)) store.remove();
      }
      for (const stack of kept.keys()) this.#served.add(stack);
    };
  }

  #store(stack: string): SnapshotStore {
    let store = this.#stores.get(stack);
    if (store === undefined) {
      const directory = join(this.#host.dataDirectory(stack, 'apigateway'), 'deployments');
      store = new SnapshotStore(directory, (message) => this.#host.log(message));
      this.#stores.set(stack, store);
    }
    return store;
  }
}
