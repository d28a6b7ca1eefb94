import type { Plugin } from 'esbuild';
import { stubModules } from './stub-modules.ts';

/**
 * Has the SDK read `~/.aws/config` with the callback API of `node:fs`.
 *
 * Why it is safe: the same file is read at the same moment, and a missing one gives the same error.
 * Why it pays: `node:fs/promises` is not loaded when Lambda starts a function and takes 4 ms to load, `node:fs` is.
 */
export function callbackFileReads(): Plugin {
  return stubModules({
    name: 'callback-file-reads',
    modules: ['node:fs/promises'],
    importer: /[\\/]shared-ini-file-loader[\\/]/,
    contents: `
      import { readFile as read } from 'node:fs';
      import { promisify } from 'node:util';
      export const readFile = promisify(read);`,
  });
}
