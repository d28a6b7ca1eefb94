import type { Graph, Properties } from './graph.ts';
import { parsePointer } from './pointer.ts';

/** What a StackReference reads of another local stack. */
export interface StackOutputs {
  readonly outputs: Properties;
  readonly secretOutputs: readonly string[];
  /** Names of the outputs that are or contain secrets. */
  readonly secretOutputNames: readonly string[];
}

/**
 * Resolves `<organization>/<project>/<stack>`, `<project>/<stack>` or `<stack>` among the local stacks.
 * Throws when there is no such stack, or when it belongs to another project or organization.
 */
export function readStackReference(
  reference: string,
  readStack: (name: string) => Graph | undefined,
  listStacks: () => readonly string[],
): StackOutputs {
  const parts = reference.split('/');
  const [stack = '', project, organization] = [...parts].reverse();
  const graph = parts.length <= 3 ? readStack(stack) : undefined;
  if (
    graph === undefined ||
    (project !== undefined && project !== graph.project) ||
    // `organization` is what Pulumi's own local backends call every organization.
    (organization !== undefined && organization !== 'organization' && organization !== graph.organization)
  ) {
    const known = listStacks();
    const hint =
      known.length === 0 ? 'No stack is deployed locally.' : `Local stacks: ${[...known].sort().join(', ')}.`;
    throw new Error(`unknown stack "${reference}". ${hint} Deploy the referenced stack to the local cloud first.`);
  }
  const secretOutputNames = [...new Set(graph.secretOutputs.map((pointer) => parsePointer(pointer)[0] ?? ''))];
  return { outputs: graph.outputs, secretOutputs: graph.secretOutputs, secretOutputNames };
}
