import { programDirectory } from '../commands/options.ts';
import type { Workspace } from '../workspace.ts';

/** This workspace's handlers are built by Nx, which `palisade` alone does not start: says so when one is missing. */
export function buildHint(
  workspace: Workspace,
  programDir: string,
  problems: readonly { readonly message: string }[],
): readonly string[] {
  const isOwn = programDir === programDirectory(workspace, {});
  const isMissing = problems.some(({ message }) => message.includes('Build it before deploying'));
  return isOwn && isMissing
    ? ["'npx nx run infra:up' builds the handlers first; 'npx nx run-many -t build' only builds them."]
    : [];
}
