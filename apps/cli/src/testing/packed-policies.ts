import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from './command.ts';

const root = join(import.meta.dirname, '../../../..');
const library = join(root, 'libs/policies');
const execute = promisify(execFile);

/** Runs the workspace's compiler. Rejects with what it prints when something is wrong. */
export async function compile(...args: readonly string[]): Promise<void> {
  await execute(process.execPath, [join(root, 'node_modules/@typescript/v7/bin/tsc'), ...args]).catch(
    (error: { readonly stdout?: string }) => {
      throw new Error(error.stdout || String(error));
    },
  );
}

/** Builds `@palisade/policies` from its sources, apart from the workspace's own builds, and returns the file `npm pack` makes. */
export async function packPolicies(): Promise<string> {
  const directory = temporaryDirectory();
  const output = ['--outDir', join(directory, 'dist'), '--tsBuildInfoFile', join(directory, 'tsbuildinfo')];
  await compile('-p', join(library, 'tsconfig.lib.json'), ...output);
  for (const file of ['package.json', 'README.md', 'LINT.md']) copyFileSync(join(library, file), join(directory, file));
  const { stdout } = await execute('npm', ['pack', '--json'], { cwd: directory });
  const [packed] = Object.values(JSON.parse(stdout) as Readonly<Record<string, { readonly filename: string }>>);
  if (packed === undefined) throw new Error(`npm pack said nothing: ${stdout}`);
  return join(directory, packed.filename);
}

/**
 * Writes a program outside the workspace and installs the packed library into it, without a network; Pulumi's SDKs are linked from
 * the workspace. Returns the program's directory.
 */
export async function installPolicies(tarball: string, files: Readonly<Record<string, string>>): Promise<string> {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  await execute('npm', ['install', ...options, tarball], { cwd: directory });
  mkdirSync(join(directory, 'node_modules/@pulumi'));
  for (const sdk of ['pulumi', 'aws'])
    symlinkSync(join(root, 'node_modules/@pulumi', sdk), join(directory, 'node_modules/@pulumi', sdk));
  return directory;
}
