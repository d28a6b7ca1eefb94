import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { configText, readConfigEntries } from './config-value.ts';

/** What Pulumi.yaml says. */
export interface Project {
  readonly name: string;
  /** Absolute path of the directory Pulumi.yaml is in. */
  readonly directory: string;
  /** Where the program runs: relative paths inside of it (assets) start here. */
  readonly workingDirectory: string;
  /** What is started there: a file name, or `.` for what package.json names. */
  readonly entryPoint: string;
  readonly nodeArguments: readonly string[];
  /** `runtime.options.typescript`; true when the file does not say, as in Pulumi. */
  readonly typescript: boolean;
  /** Configuration every stack of the project has unless it says otherwise. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys the project declares as secret. */
  readonly secretKeys: readonly string[];
}

const projectFiles = ['Pulumi.yaml', 'Pulumi.yml'] as const;

/** Reads Pulumi.yaml. Throws with the file and the key when it is missing, unreadable or for another language. */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  const file = projectFiles.map((name) => join(root, name)).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`There is no Pulumi project in ${root}: Pulumi.yaml does not exist.`);
  const document = readYaml(file);
  const name = document.getIn(['name']);
  if (typeof name !== 'string' || name === '') throw new Error(`${file}: name is missing.`);
  const runtime = document.getIn(['runtime', 'name']) ?? document.getIn(['runtime']);
  if (runtime !== 'nodejs') {
    throw new Error(
      `${file}: the local cloud runs nodejs programs only, not runtime ${configText(runtime) || '(none)'}.`,
    );
  }
  if (document.has('stackConfigDir') || typeof document.get('config') === 'string') {
    throw new Error(`${file}: stackConfigDir is not supported. Keep Pulumi.<stack>.yaml beside Pulumi.yaml.`);
  }
  const { workingDirectory, entryPoint } = locateProgram(root, file, document.getIn(['main']));
  const { config, secretKeys } = readConfigEntries(document.get('config', true), name, file, 'project');
  return {
    name,
    directory: root,
    workingDirectory,
    entryPoint,
    nodeArguments: splitArguments(document.getIn(['runtime', 'options', 'nodeargs'])),
    typescript: document.getIn(['runtime', 'options', 'typescript']) !== false,
    config,
    secretKeys,
  };
}

/** The configuration of one stack: what the project sets for all and what `Pulumi.<stack>.yaml` sets. */
export interface StackConfig {
  /** By full key, e.g. `aws:region`; objects and lists as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** False when there is no `Pulumi.<stack>.yaml`, which is allowed for a stack without settings of its own. */
  readonly exists: boolean;
}

/**
 * Throws for encrypted values (`secure:`): only the Pulumi service or its passphrase could read them, and a local stack
 * has no use for real secrets.
 */
export function readStackConfig(directory: string, stack: string): StackConfig {
  const project = readProject(directory);
  const file = ['yaml', 'yml']
    .map((extension) => join(project.directory, `Pulumi.${stack}.${extension}`))
    .find((path) => existsSync(path));
  if (file === undefined) return { config: project.config, secretKeys: project.secretKeys, exists: false };
  const document = readYaml(file);
  if (document.has('environment')) {
    throw new Error(
      `${file}: environment (Pulumi ESC) is not supported for local stacks. Set the values under config.`,
    );
  }
  const own = readConfigEntries(document.get('config', true), project.name, file, 'stack');
  const config = { ...project.config, ...own.config };
  if (config['pulumi:autonaming'] !== undefined) {
    throw new Error(`${file}: pulumi:autonaming is not supported for local stacks. Remove it.`);
  }
  return { config, secretKeys: project.secretKeys, exists: true };
}

function readYaml(file: string): Document {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  return document;
}

/** As pulumi/pulumi does (pkg/engine, Projinfo.GetPwdMain): a file runs in its own directory. */
function locateProgram(
  root: string,
  file: string,
  main: unknown,
): { readonly workingDirectory: string; readonly entryPoint: string } {
  if (main === undefined || main === null || main === '') return { workingDirectory: root, entryPoint: '.' };
  if (typeof main !== 'string' || isAbsolute(main)) throw new Error(`${file}: main must be a relative path.`);
  const path = resolve(root, main);
  if (relative(root, path).startsWith('..')) throw new Error(`${file}: main must be inside the project, not ${main}.`);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new Error(`${file}: main is ${main}, which does not exist.`);
  return stats.isDirectory()
    ? { workingDirectory: path, entryPoint: '.' }
    : { workingDirectory: dirname(path), entryPoint: basename(path) };
}

function splitArguments(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string') return [];
  return [...value.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}
