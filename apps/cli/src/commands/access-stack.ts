import { stackAccess } from '@palisade/local-cloud';
import type { StackAccess } from '@palisade/local-cloud';
import { StateFileError } from '@palisade/local-engine';
import type { Graph, StateStore } from '@palisade/local-engine';
import { CliError } from '../errors.ts';
import { deployedGraph, openStack } from '../local-stack.ts';
import type { Workspace } from '../workspace.ts';
import type { StackOptions } from './options.ts';

/** Reads the access model of a stack from the state files; no cloud needs to run. Throws CliError if it is not deployed locally. */
export function openAccess(workspace: Workspace, options: StackOptions): StackAccess {
  const stack = openStack(workspace, options);
  if (stack.target === 'aws') {
    throw new CliError(
      `'${stack.stack}' is on AWS, and 'palisade access' reads what is deployed to the local cloud. ` +
        'The same blueprint in a stack whose palisade:target is local has the same policies.',
    );
  }
  const graph = deployedGraph(stack);
  if (graph === undefined) {
    throw new CliError(`${stack.stack} is not deployed. Run 'palisade up --stack ${stack.stack}' first.`);
  }
  return stackAccess([graph, ...others(stack.store, stack.stack)], stack.stack, workspace.accountId);
}

/** Stacks deployed beside this one: their roles may use it, and it may use what is theirs. */
function others(store: StateStore, stack: string): readonly Graph[] {
  return store.list().flatMap((name) => {
    if (name === stack) return [];
    try {
      return store.read(name) ?? [];
    } catch (error) {
      if (!(error instanceof StateFileError)) throw error;
      console.error(`warning: ${error.message}`);
      return [];
    }
  });
}
