import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invokePackage, packageFacts, type Invocation, type PackageFacts } from './invoke-package.ts';

/** Where a build writes: as `bundleHandler` takes it. */
export interface BuildTarget {
  outdir: string;
  mapdir: string;
}

/** A handler's package as its build leaves it, in a directory of its own. */
export interface BuiltPackage {
  /** Holds the package in `dist`, and whatever a spec puts beside it. */
  readonly root: string;
  readonly dist: string;
  /** A place beside the package to build something else into. */
  into(name: string): BuildTarget;
  facts(): Promise<PackageFacts>;
  /** Builds again; names of the files that one build has and the other has not, or with other bytes. */
  changedByRebuild(): Promise<string[]>;
  invoke(event: object, env: Readonly<Record<string, string>>): Promise<Invocation>;
  remove(): Promise<void>;
}

/** Builds a handler's package below the temporary directory. `build` writes it where it is told. */
export async function buildPackage(
  name: string,
  build: (target: BuildTarget) => Promise<unknown>,
): Promise<BuiltPackage> {
  const root = await mkdtemp(join(tmpdir(), `${name}-`));
  const dist = join(root, 'dist');
  const into = (beside: string): BuildTarget => ({ outdir: join(root, beside), mapdir: join(root, 'map') });
  await build(into('dist'));
  return {
    root,
    dist,
    into,
    facts: () => packageFacts(dist),
    async changedByRebuild() {
      await build(into('again'));
      const [first, again] = await Promise.all([contentOf(dist), contentOf(join(root, 'again'))]);
      return [...new Set([...first.keys(), ...again.keys()])].filter((file) => first.get(file) !== again.get(file));
    },
    invoke: (event, env) => invokePackage(dist, event, env),
    remove: () => rm(root, { recursive: true }),
  };
}

async function contentOf(dir: string): Promise<Map<string, string>> {
  const names = await readdir(dir);
  const contents = await Promise.all(names.map((name) => readFile(join(dir, name), 'base64')));
  return new Map(names.map((name, index) => [name, contents[index] ?? '']));
}
