import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface BundleOptions {
  /** Absolute path of the module that exports `handler`. */
  entry: string;
  /** Absolute path of the folder that becomes the function's package; emptied first. */
  outdir: string;
}

/** Bundles a handler into `outdir/index.js` (Lambda handler string `index.handler`). */
export async function bundleHandler({ entry, outdir }: BundleOptions): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [entry],
    outfile: join(outdir, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    minify: true,
    mainFields: ['module', 'main'],
    conditions: ['@palisade/source', 'module'],
    supported: { 'dynamic-import': false },
  });
  await writeFile(join(outdir, 'package.json'), '{"type":"commonjs"}\n');
}
