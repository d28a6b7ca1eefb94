import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The program's own copy of @pulumi/pulumi. */
export interface ProgramSdk {
  /** The script Pulumi's language host starts. */
  readonly runScript: string;
  /** It can be told that a resource's outputs are not known outside of a preview. */
  readonly acceptsUnknown: boolean;
  /** It says when it is done; older ones just end. */
  readonly signalsShutdown: boolean;
}

/** Throws when the program has not been installed. */
export function findSdk(workingDirectory: string): ProgramSdk {
  const require = createRequire(join(workingDirectory, 'index.js'));
  let root: string;
  try {
    root = dirname(require.resolve('@pulumi/pulumi/package.json'));
  } catch {
    throw new Error(`@pulumi/pulumi is not installed for the program in ${workingDirectory}. Run npm install there.`);
  }
  // Which abilities a version has is read off its code: there is no list of them by version.
  const contains = (file: string, text: string): boolean =>
    readFileSync(join(root, 'runtime', file), 'utf8').includes(text);
  return {
    runScript: join(root, 'cmd', 'run', 'index.js'),
    acceptsUnknown: contains('resource.js', 'resp.getUnknown()'),
    signalsShutdown: contains('settings.js', 'signalAndWaitForShutdown'),
  };
}
