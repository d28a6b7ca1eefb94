import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Project } from './project.ts';

/**
 * How the program's TypeScript is loaded. Pulumi's own loader (ts-node) is used where it is needed, without its type check: `tsc`
 * does that better and not at every start. It is left out where Node alone loads the program anyway: for JavaScript, and for
 * ES modules, which ts-node's hook does not reach and whose types Node strips itself.
 */
export function typescriptEnvironment(project: Project): Readonly<Record<string, string>> {
  if (!project.typescript || isJavaScript(project) || isNativeModule(project)) return {};
  return {
    PULUMI_NODEJS_TYPESCRIPT: 'true',
    PULUMI_NODEJS_TRANSPILE_ONLY: process.env['PULUMI_NODEJS_TRANSPILE_ONLY'] ?? 'true',
    TS_NODE_IGNORE_DIAGNOSTICS: process.env['TS_NODE_IGNORE_DIAGNOSTICS'] ?? deprecatedOptions,
  };
}

/** `moduleResolution: node` of Pulumi's project templates: deprecated in TypeScript 6, which still does as it is told. */
const deprecatedOptions = '5101,5107';

interface Manifest {
  readonly type?: string;
  readonly main?: string;
}

function isJavaScript(project: Project): boolean {
  if (existsSync(join(project.workingDirectory, 'tsconfig.json'))) return false;
  if (project.entryPoint !== '.') return /\.[cm]?js$/.test(project.entryPoint);
  const { main } = readManifest(project) ?? {};
  return main === undefined
    ? existsSync(join(project.workingDirectory, 'index.js'))
    : /\.[cm]?js$/.test(main) && existsSync(join(project.workingDirectory, main));
}

function isNativeModule(project: Project): boolean {
  if (readManifest(project)?.type !== 'module') return false;
  try {
    // With ts-node installed, Pulumi registers its module hooks, which resolve imports without an extension.
    createRequire(join(project.workingDirectory, 'index.js')).resolve('ts-node/esm');
    return false;
  } catch {
    return true;
  }
}

function readManifest(project: Project): Manifest | undefined {
  for (const directory of [project.workingDirectory, project.directory]) {
    const file = join(directory, 'package.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  }
  return undefined;
}
