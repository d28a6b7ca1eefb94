// 750 small source files take a third of a second to load; one bundle of them takes a tenth of that. So the command starts from a
// bundle, which is made whenever a source has changed since: what runs is always what stands in the sources.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const entryPoint = join(root, 'apps/cli/src/main.ts');
const cache = join(root, 'node_modules/.cache/palisade/command');
const index = join(cache, 'current.json');
const A_DAY_MS = 86_400_000;

/**
 * The module to start: the bundle if there is one or one can be made, else the sources themselves. `sources` is a stamp of what
 * the bundle was made from.
 */
export async function commandModule() {
  const current = readIndex();
  if (current !== undefined && isFresh(current)) return bundled(current.directory);
  try {
    return bundled(await makeBundle());
  } catch {
    // No esbuild, a read-only installation, a syntax error in the sources: running them says it better.
    return { url: pathToFileURL(entryPoint).href, sources: 'unbundled' };
  }
}

const bundled = (directory) => ({ url: pathToFileURL(join(cache, directory, 'main.mjs')).href, sources: directory });

function readIndex() {
  try {
    return JSON.parse(readFileSync(index, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A new source can only matter once a known one imports it, so looking at the known ones is enough. */
function isFresh({ directory, inputs }) {
  return (
    Object.entries(inputs).every(([file, stamp]) => stampOf(file) === stamp) &&
    existsSync(join(cache, directory, 'main.mjs'))
  );
}

function stampOf(file) {
  const stats = statSync(join(root, file), { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}:${stats.size}`;
}

async function makeBundle() {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: entryPoint },
    outdir: cache,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['@palisade/source'],
    // A program brings its own Pulumi SDK; the engine's copy is loaded by its own name.
    external: ['@pulumi/*'],
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
    plugins: [keepModuleUrls],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const sources = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules'));
  const inputs = Object.fromEntries(
    [...sources, 'package-lock.json', relative(root, fileURLToPath(import.meta.url))].map((file) => [
      file,
      stampOf(file),
    ]),
  );
  const directory = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
  const temporary = join(cache, `.${directory}.${randomBytes(4).toString('hex')}`);
  mkdirSync(temporary, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(join(temporary, relative(cache, path)), contents);
  removeOld();
  if (existsSync(join(cache, directory))) rmSync(temporary, { recursive: true });
  else renameSync(temporary, join(cache, directory));
  writeFileSync(`${temporary}.json`, JSON.stringify({ directory, inputs }));
  renameSync(`${temporary}.json`, index);
  return directory;
}

/** Sources find workers and templates beside themselves; they still do when their code stands in a bundle. */
const keepModuleUrls = {
  name: 'keep-module-urls',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('import.meta.')) return undefined;
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(join(path, '..')));
      return { contents, loader: 'ts' };
    });
  },
};

/** A running cloud may still load parts of its bundle, so only what nobody has made or needed for a day goes. */
function removeOld() {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (path !== index && Date.now() - statSync(path).mtimeMs > A_DAY_MS)
      rmSync(path, { recursive: true, force: true });
  }
}
