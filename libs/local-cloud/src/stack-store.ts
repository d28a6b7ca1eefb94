import type { Graph, Resource } from '@palisade/local-engine';

/** Where the graphs of deployed stacks are kept: written whole, in one step, before the cloud switches over. */
export interface StackStore {
  /** Every stored stack. Throws, naming the file, if one cannot be read. */
  load(): Promise<readonly Graph[]>;
  save(graph: Graph): Promise<void>;
  remove(stack: string): Promise<void>;
  /** What stacks have left in the account; empty if nothing was stored. */
  loadRetained(): Promise<readonly Resource[]>;
  saveRetained(resources: readonly Resource[]): Promise<void>;
}

/** Keeps graphs in memory only, for tests of services. */
export function memoryStackStore(): StackStore {
  const graphs = new Map<string, Graph>();
  let retained: readonly Resource[] = [];
  return {
    load: async () => [...graphs.values()],
    save: async (graph) => void graphs.set(graph.stack, graph),
    remove: async (stack) => void graphs.delete(stack),
    loadRetained: async () => retained,
    saveRetained: async (resources) => void (retained = resources),
  };
}
