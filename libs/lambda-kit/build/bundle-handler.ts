import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { loader } from './code-cache/loader.ts';
import { makeCodeCache, type WarmUp } from './code-cache/make-code-cache.ts';

export interface BundleOptions {
  /** Absolute path of the module that exports `handler`. */
  entry: string;
  /** Absolute path of the folder that becomes the function's package; emptied first. */
  outdir: string;
  /** Absolute path of the folder for the source map, which is not deployed. */
  mapdir: string;
  /** What to leave out of the SDK, each with its reason in `slim/`. */
  slim: readonly Plugin[];
  /** What to run before V8's code cache is taken; without it the package has no code cache. */
  warmUp?: WarmUp;
}

/**
 * Bundles a handler for `nodejs24.x`, handler string `index.handler`. The same sources and Node give the same bytes, so an
 * unchanged function is not deployed again.
 *
 * CommonJS, because importing `node:http` as an ES module evaluates undici (25 ms); no `import()`, because one that is left
 * pays the same in the first request; the SDK's ES sources (`module` first), because its CommonJS cannot be shaken.
 */
export async function bundleHandler({ entry, outdir, mapdir, slim, warmUp }: BundleOptions): Promise<void> {
  const name = warmUp ? 'bundle.js' : 'index.js';
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: join(outdir, name),
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    minify: true,
    sourcemap: 'external',
    sourcesContent: false,
    mainFields: ['module', 'main'],
    conditions: ['@palisade/source', 'module'],
    supported: { 'dynamic-import': false },
    tsconfigRaw: { compilerOptions: { strict: true } },
    // With a code cache the loader compiles the file itself, so it comes wrapped as Node would wrap it.
    ...(warmUp && {
      banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
      footer: { js: '})' },
    }),
    plugins: [...slim],
    logLevel: 'silent',
  });
  await rm(outdir, { recursive: true, force: true });
  for (const dir of [outdir, mapdir]) await mkdir(dir, { recursive: true });
  for (const { path, contents } of outputFiles) {
    await writeFile(path.endsWith('.map') ? join(mapdir, `${name}.map`) : path, contents);
  }
  await writeFile(join(outdir, 'package.json'), '{"type":"commonjs"}\n');
  if (warmUp) {
    const [bundle, cache] = [join(outdir, name), join(outdir, 'bundle.cache')];
    await makeCodeCache(bundle, cache, warmUp);
    await writeFile(join(outdir, 'index.js'), loader(await readFile(bundle), await readFile(cache)));
  }
}
