import { join } from 'node:path';
import { bundleHandler } from '@palisade/lambda-kit/build';
import { build, type BuildOptions } from 'esbuild';
import { options } from '../../../apps/document-handler/build.ts';

const root = join(import.meta.dirname, '../../..');

/** Inside the workspace, so that what stays unbundled resolves to its node_modules. */
const outdir = join(root, 'test-output/bench');

const common = { bundle: true, platform: 'node', target: 'node24', logLevel: 'error' } satisfies BuildOptions;

/** Paths of files that export `handler`. */
export interface Variants {
  /** The package as it is deployed. */
  built: string;
  /** A: raw handler and client-s3, minified ES module, ES sources first. */
  raw: string;
  /** D: our handler with every package left in node_modules. */
  unbundled: string;
}

/** Builds our package and what it is compared with from the sources as they are now. */
export async function buildVariants(): Promise<Variants> {
  const raw = join(outdir, 'raw.mjs');
  await build({
    ...common,
    entryPoints: [join(import.meta.dirname, 'raw-handler.js')],
    outfile: raw,
    format: 'esm',
    minify: true,
    mainFields: ['module', 'main'],
  });
  const unbundled = join(outdir, 'unbundled.mjs');
  await build({
    ...common,
    entryPoints: [join(root, 'apps/document-handler/src/handler.ts')],
    outfile: unbundled,
    format: 'esm',
    packages: 'external',
    alias: {
      '@palisade/lambda-kit': join(root, 'libs/lambda-kit/src/index.ts'),
      '@palisade/shared-types': join(root, 'libs/shared-types/src/index.ts'),
    },
  });
  const handler = join(outdir, 'handler');
  await bundleHandler({ ...options(), outdir: handler, mapdir: outdir });
  return { built: join(handler, 'index.js'), raw, unbundled };
}
