import { join, resolve } from 'node:path';
import type { Workspace } from '../workspace.ts';

/** Options every stack command takes. */
export interface StackOptions {
  readonly stack: string;
  readonly cwd?: string;
  readonly json?: boolean;
}

export const DEFAULT_STACK = 'documents-local';

/** Directory of the Pulumi program: `--cwd`, else this workspace's infra app. */
export function programDirectory(workspace: Workspace, options: Pick<StackOptions, 'cwd'>): string {
  return options.cwd === undefined ? join(workspace.root, 'apps', 'infra') : resolve(options.cwd);
}
