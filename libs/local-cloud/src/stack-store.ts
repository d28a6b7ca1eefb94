import type { Graph } from '@palisade/local-engine';

/** Where the graphs of deployed stacks are kept: written whole, in one step, before the cloud switches over. */
export interface StackStore {
  /** Every stored stack. Throws, naming the file, if one cannot be read. */
  load(): Promise<readonly Graph[]>;
  save(graph: Graph): Promise<void>;
  remove(stack: string): Promise<void>;
}

/** Keeps graphs in memory only, for tests of services. */
export function memoryStackStore(): StackStore {
  const graphs = new Map<string, Graph>();
  return {
    load: async () => [...graphs.values()],
    save: async (graph) => void graphs.set(graph.stack, graph),
    remove: async (stack) => void graphs.delete(stack),
  };
}
